// What a page asks of the core, whoever owns the Session: in helper mode the worker behind it follows the helper. All
// answers about photos and clusters come from the core in the worker; Commands and Records alone cross the network.
import type {
  Command,
  EmbeddingProgress,
  FolderRow,
  LayoutRow,
  ModelFigure,
  NameFault,
  Notice,
  Offers,
  Outcome,
  Overview,
  PhotoRow,
  RelayoutMove,
  PlanView,
  Record as LogRecord,
  SuggestionRow,
} from './protocol.gen';

/** How the page and the owner of the Session stand. */
export type Connection =
  | { kind: 'connecting' }
  | { kind: 'open' }
  | { kind: 'away' } // the helper does not answer; the worker keeps trying
  | { kind: 'refused' } // no cookie any more: a fresh address is needed (`photocluster link`)
  | { kind: 'other_version'; theirs: number; ours: number }
  | { kind: 'broken'; detail: string }; // this browser cannot run the core

/** Everything that is always in view. One small value; no photos in it. */
export interface Snapshot {
  revision: number; // changes with every change of the State or of the vectors
  connection: Connection;
  root: string; // the folder's name
  path: string;
  program: string; // what a person types for the program
  told: Notice[]; // what a person should know of the folder
  overview: Overview | null; // null until the State is here
  embedding: EmbeddingProgress | null;
  loading: { received: number; total: number } | null; // vectors on their way, counted
  offers: Offers | null; // no folder is open: these may be
}

/** Before anything was heard. */
export const NOTHING_YET: Snapshot = {
  revision: 0,
  connection: { kind: 'connecting' },
  root: '',
  path: '',
  program: 'photocluster',
  told: [],
  overview: null,
  embedding: null,
  loading: null,
  offers: null,
};

/** One Command as it stands in the log: its records, newest Commands first in a list. */
export interface HistoryStep {
  first: number; // seq of its first record: names the step
  last: number;
  at: number; // ms since 1970 UTC
  by: string;
  op: LogRecord['op']; // of what was decided; of an undo what it took back, of a redo what it did again
  undoes: boolean; // it is an undo
  cluster: string; // '' for none
  was: string; // the cluster that got another name or ended, '' for none
  note: string;
  setting: string; // of `set`: which one, '' for none
  count: number; // photos
  places: string[]; // where the first few of them lie after it
  undone: boolean; // nothing of it is in force any more
  undoable: boolean;
}

/** The newest records of the log that an engine has at hand: to look through so many costs nothing. */
export const RECORDS_AT_HAND = 5000;

/** Where a preview comes from; goes into `src` of an <img> as it is. */
export type PreviewSize = 256 | 512 | 2048;

/** `waiting`: they have not gone along with what was decided. `relayout`: the layout puts them elsewhere. */
export type MoveReason = 'waiting' | 'relayout';

export interface FileMoves {
  count: number;
  rows: RelayoutMove[];
}

export interface Engine {
  /** Called with each new snapshot, at most once a frame; also at once with the newest. Returns what ends it. */
  subscribe(listener: (snapshot: Snapshot) => void): () => void;

  /** Answered when its records are durable, its files have moved and the State here has them. Rejects never: what went
   * wrong is in the outcome; a helper that is away gives the error `io`, and nothing was done or it is in the log. */
  send(command: Command): Promise<Outcome>;
  pauseEmbedding(pause: boolean): Promise<Outcome>;
  /** Opens one of the folders that were offered. Answered when it is open. */
  open(path: string): Promise<Outcome>;

  /** Rows `from` to `from + count` of the queue. */
  queue(from: number, count: number): Promise<PhotoRow[]>;
  photo(place: string): Promise<PhotoRow | null>;
  /** null: no vector, no cluster, or suggestions are switched off. `examples`: how many at most. */
  suggestion(place: string, examples: number): Promise<SuggestionRow | null>;
  /** What the rule would move now, with rows `from` to `from + count` of it, the least sure first. The newest call
   * wins: an older one still waiting gives null. */
  plan(threshold: number, minSamples: number, from: number, count: number): Promise<PlanView | null>;
  /** Moves exactly what the last plan showed. */
  applyPlan(): Promise<Outcome>;
  /** Which files would move, with the first `count` of them. */
  fileMoves(why: MoveReason, count: number): Promise<FileMoves>;
  /** Moves exactly the files that were named last for this reason. */
  moveFiles(why: MoveReason): Promise<Outcome>;
  /** How well the model tells this person's folders apart, from at most `most` photos. Cost: the square of that. */
  modelFigure(most: number): Promise<ModelFigure | null>;
  folders(): Promise<FolderRow[]>;
  layouts(place: string, cluster: string): Promise<LayoutRow[]>;
  notShown(): Promise<PhotoRow[]>;
  /** The rule that the name breaks, null when it is good. */
  nameFault(name: string): Promise<NameFault | null>;
  /** The steps before record `before` (all when it is 0), newest first; fewer than there are when they have more
   * than `most` records. */
  history(before: number, count: number, most?: number): Promise<HistoryStep[]>;
  /** 32 hexadecimal digits: equal text means equal State. */
  stateHash(): Promise<string>;

  previewUrl(photo: Pick<PhotoRow, 'place' | 'fingerprint' | 'mtime_ms' | 'size'>, size: PreviewSize): string;
}
