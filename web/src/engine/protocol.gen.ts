// Written by tests/checks/write_protocol_types.cc; do not edit.
// Whole numbers of 64 bits are below 2^53 here: a number holds them exactly.

export interface Assign {
  places: string[];
  cluster: string;
  note?: string;
}

export interface Create {
  cluster: string;
}

export interface Trash {
  places: string[];
}

export interface Restore {
  places: string[];
}

export interface Skip {
  places: string[];
}

export interface Shuffle {
  seed?: number;
}

export interface PlannedPair {
  place: string;
  cluster: string;
}

export interface AutoMove {
  threshold: number;
  min_samples: number;
  pairs: PlannedPair[];
}

export interface Undo {
  run?: number;
  record?: number;
  count?: number;
}

export interface Redo {
  count?: number;
}

export interface Adopt {
  folder: string;
  cluster?: string;
}

export type Layout = "beside" | "root" | "root_above";

export type QueueOrder = "path" | "taken";

export interface Settings {
  layout?: Layout;
  model?: string;
  manual_only?: boolean;
  threshold?: number;
  min_samples?: number;
  order?: QueueOrder;
  left_alone?: string[];
}

export interface CarryOut {}

export interface KeepFolder {}

export type Command =
  | { assign: Assign }
  | { create: Create }
  | { trash: Trash }
  | { restore: Restore }
  | { skip: Skip }
  | { shuffle: Shuffle }
  | { auto_move: AutoMove }
  | { undo: Undo }
  | { redo: Redo }
  | { adopt: Adopt }
  | { settings: Settings }
  | { carry_out: CarryOut }
  | { keep_folder: KeepFolder };

export type Op =
  | "root"
  | "create"
  | "assign"
  | "auto"
  | "adopt"
  | "trash"
  | "restore"
  | "skip"
  | "shuffle"
  | "set"
  | "undo"
  | "redo"
  | "moved_to"
  | "failed"
  | "stopped"
  | "lost"
  | "found"
  | "changed";

export type Act = "move" | "by_copy" | "copy" | "none";

export interface CompanionMove {
  src: string;
  dst: string;
  photo?: string;
}

export interface Record {
  ts: string;
  src: string;
  dst: string;
  cluster: string;
  note: string;
  seq: number;
  at: number;
  op: Op;
  act?: Act;
  by: string;
  run?: number;
  page?: number;
  of?: number;
  photo?: string;
  companions?: CompanionMove[];
  mtime?: number;
  score?: number;
  second?: string;
  second_score?: number;
  threshold?: number;
  model?: string;
  key?: string;
  value?: string;
  made?: string[];
}

export interface PlanRow {
  place: string;
  cluster: string;
  score: number;
  second?: string;
  second_score: number;
  margin: number;
}

export interface Summary {
  clusters: { [name: string]: number[][] };
  counts: { [name: string]: number };
  manual_total: number;
  auto_total: number;
  deleted_total: number;
  format: number;
  settled: number;
  model: string;
  vectors: { [name: string]: number };
}
