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
  since?: number;
  places?: string[];
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

export type FileMode = "move" | "at_end" | "none" | "copy";

export interface Settings {
  layout?: Layout;
  model?: string;
  manual_only?: boolean;
  threshold?: number;
  min_samples?: number;
  order?: QueueOrder;
  left_alone?: string[];
  file_mode?: FileMode;
}

export interface CarryOut {}

export interface KeepFolder {}

export interface RenameCluster {
  cluster: string;
  name: string;
}

export interface MergeClusters {
  cluster: string;
  into: string;
}

export interface DeleteCluster {
  cluster: string;
}

export interface SplitCluster {
  places: string[];
  cluster: string;
}

export interface Confirm {
  places: string[];
  cluster: string;
  page: number;
}

export interface WriteNote {
  place: string;
  text: string;
}

export interface AddAlso {
  places: string[];
  cluster: string;
}

export interface RemoveAlso {
  places: string[];
  cluster: string;
}

export interface ClusterSettings {
  cluster: string;
  key?: string;
  colour?: string;
  position?: number;
}

export interface RelayoutMove {
  place: string;
  to: string;
}

export interface Relayout {
  moves: RelayoutMove[];
}

export interface FileGoal {
  place: string;
  goal: string;
}

export interface MoveWaiting {
  files: FileGoal[];
}

export interface First {
  places: string[];
}

export interface EmptyTrash {
  places: string[];
}

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
  | { keep_folder: KeepFolder }
  | { rename: RenameCluster }
  | { merge: MergeClusters }
  | { delete: DeleteCluster }
  | { split: SplitCluster }
  | { confirm: Confirm }
  | { note: WriteNote }
  | { also: AddAlso }
  | { not_also: RemoveAlso }
  | { cluster: ClusterSettings }
  | { relayout: Relayout }
  | { move_waiting: MoveWaiting }
  | { first: First }
  | { empty_trash: EmptyTrash };

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
  | "changed"
  | "rename"
  | "merge"
  | "delete"
  | "regroup"
  | "unassign"
  | "note"
  | "also"
  | "not_also"
  | "cluster_set"
  | "move"
  | "imported"
  | "import"
  | "first"
  | "emptied";

export type Act = "move" | "by_copy" | "copy" | "none";

export interface CompanionMove {
  src: string;
  dst: string;
  photo?: string;
}

export interface OriginalCluster {
  name: string;
  count: number;
  vectors: number;
  sum?: number[];
}

export interface Original {
  manual_total: number;
  auto_total: number;
  deleted_total: number;
  lines: number;
  clusters?: OriginalCluster[];
  queue?: string[];
}

export interface CopyMove {
  of?: string;
  src?: string;
  dst: string;
  photo?: string;
  size?: number;
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
  original?: Original;
  copies?: CopyMove[];
}

export interface Hello {
  protocol: number;
  run?: string;
  event?: number;
}

export interface Request {
  id: number;
  command?: Command;
  pause_embedding?: boolean;
  open?: string;
}

export type PageMessage = { hello: Hello } | { request: Request };

export type NoticeCode =
  | "not_read"
  | "file_unused"
  | "file_set_aside"
  | "file_stuck"
  | "line"
  | "log"
  | "log_torn"
  | "log_torn_set_aside"
  | "moved_by_hand"
  | "by_hand_unrecorded"
  | "vectors_unread"
  | "vectors_count"
  | "vectors_other"
  | "vectors_not_compared"
  | "decided_elsewhere"
  | "disagrees"
  | "original_beside"
  | "original_beside_clusters"
  | "original_line"
  | "original_two_logs"
  | "original_state_missing"
  | "original_state_damaged"
  | "original_queue_unused"
  | "original_cluster"
  | "original_vectors"
  | "original_root"
  | "original_paths"
  | "original_missing"
  | "original_back"
  | "original_adopted"
  | "original_decisions";

export interface Notice {
  code: NoticeCode;
  sentence: string;
  name?: string;
  other?: string;
  count: number;
  line: number;
  byte: number;
  detail?: string;
}

export interface VectorsStored {
  model: string;
  count: number;
}

export type ErrorCode =
  | "bad_input"
  | "bad_name"
  | "unknown_photo"
  | "unknown_record"
  | "nothing_to_undo"
  | "plan_changed"
  | "not_found"
  | "exists"
  | "denied"
  | "read_only"
  | "no_space"
  | "name_too_long"
  | "other_device"
  | "io"
  | "in_use"
  | "refused"
  | "disagrees"
  | "bad_model"
  | "damaged"
  | "unsupported"
  | "cancelled";

export interface Fault {
  code: ErrorCode;
  detail: string;
}

export interface EmbeddingProgress {
  done: number;
  total: number;
  per_second: number;
  paused: boolean;
  finished: boolean;
  error?: Fault;
}

export interface RecentFolder {
  path: string;
  photos: number;
  queue: number;
  at_ms: number;
}

export interface Offers {
  here?: string;
  demo?: string;
  recent: RecentFolder[];
}

export interface Welcome {
  protocol: number;
  program?: string;
  run: string;
  event: number;
  snapshot: boolean;
  root: string;
  path: string;
  told?: Notice[];
  vectors?: VectorsStored;
  embedding?: EmbeddingProgress;
  offers?: Offers;
}

export interface Observation {
  place: string;
  size: number;
  mtime_ms: number;
  fingerprint: string;
  taken_ms?: number;
  not_shown?: string;
}

export interface Event {
  event: number;
  records?: Record[];
  observations?: Observation[];
  vectors?: VectorsStored;
  embedding?: EmbeddingProgress;
  told?: Notice[];
  reset: boolean;
}

export interface Failure {
  seq: number;
  place: string;
  error: Fault;
}

export interface Outcome {
  error?: Fault;
  records?: Record[];
  failures?: Failure[];
  kept?: string[];
}

export interface Answer {
  id: number;
  outcome: Outcome;
}

export type HelperMessage =
  | { welcome: Welcome }
  | { event: Event }
  | { answer: Answer };

export interface ClusterRow {
  name: string;
  count: number;
  vectors: number;
  also: number;
  key?: string;
  colour?: string;
  position?: number;
}

export type OrderKind = "path" | "taken" | "shuffle" | "imported";

export interface Overview {
  photos: number;
  queue: number;
  manual: number;
  automatic: number;
  adopted: number;
  imported: number;
  trashed: number;
  not_shown: number;
  missing: number;
  others: number;
  clusters: ClusterRow[];
  layout: Layout;
  asks_layout: boolean;
  manual_only: boolean;
  threshold: number;
  min_samples: number;
  order: OrderKind;
  left_alone: string[];
  file_mode: FileMode;
  files_stay: boolean;
  waiting: number;
  model: string;
  vectors: number;
  last_seq: number;
  undo: number;
  redo: boolean;
}

export interface PlanRow {
  place: string;
  cluster: string;
  score: number;
  second?: string;
  second_score: number;
  margin: number;
}

export type Membership =
  | "queue"
  | "manual"
  | "auto"
  | "adopted"
  | "imported"
  | "trashed";

export interface PhotoRow {
  place: string;
  fingerprint?: string;
  size: number;
  mtime_ms: number;
  taken_ms?: number;
  companions?: string[];
  membership: Membership;
  cluster?: string;
  decided: number;
  vector: boolean;
  not_shown?: string;
  missing: boolean;
  note?: string;
  also?: string[];
}

export interface SuggestionRow {
  best: PlanRow;
  examples: PhotoRow[];
}

export interface PlannedRow {
  move: PlanRow;
  photo: PhotoRow;
}

export interface PlanView {
  count: number;
  clusters: ClusterRow[];
  rows: PlannedRow[];
}

export interface ModelFigure {
  model: string;
  photos: number;
  right: number;
}

export interface FolderRow {
  folder: string;
  photos: number;
  queue: number;
  left_alone: boolean;
  made: boolean;
  alike: number;
}

export interface LayoutRow {
  layout: Layout;
  place: string;
  folders: number;
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

export type NameRule =
  | "not_utf8"
  | "empty"
  | "too_long"
  | "dot_folder"
  | "hidden"
  | "several_folders"
  | "control_character"
  | "windows_character"
  | "dot_at_end"
  | "windows_device"
  | "reserved";

export interface NameFault {
  rule: NameRule;
  sentence: string;
  name?: string;
  bytes: number;
}
