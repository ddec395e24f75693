// What core.mjs offers: bindings.cc, function by function.

/** What can fail returns its value, or one sentence that says why not. */
export type Result<T> = { value: T; error?: undefined } | { value?: undefined; error: string };

/** How a photo becomes a model's input tensor of [3, side, side]. Mean and deviation are of channels scaled to 0..1. */
export interface PreprocessSpec {
  side: number;
  mean: [number, number, number];
  stdDev: [number, number, number];
}

export interface Core {
  /** NameFault | null: the rule that a cluster's name breaks. */
  nameFault(name: string): string;
  /** Names with equal keys are one cluster. */
  clusterKey(name: string): string;
  /** `pixels`: width * height * 3, RGB, rows top to bottom; `orientation`: EXIF's 1 to 8. */
  preprocess(
    pixels: Uint8Array,
    width: number,
    height: number,
    orientation: number,
    spec: PreprocessSpec,
  ): Result<Float32Array>;
  /** A model's output as a stored vector: unit length, 16 bits a component, padded to a multiple of 16. */
  quantise(numbers: Float32Array): Result<Int16Array>;
  /** Of two stored vectors of equal length; in -1..1. */
  cosine(a: Int16Array, b: Int16Array): number;
  /** `snapshot`: what GET /api/v1/snapshot gave. */
  openFollower(snapshot: Uint8Array): Result<Follower>;
}

/** What can fail without a value: nothing, or one sentence that says why not. */
export type Done = { error?: string };

/** A copy of a helper's Session. What returns JSON text names the type of protocol.gen.ts that it holds. */
export interface Follower {
  /** Number of the last event taken. */
  event(): number;
  /** JSON text of an Event. An error means that a new snapshot is needed. */
  take(event: string): Done;
  vectorCount(): number;
  beginVectors(expected: number): void;
  takeVectors(piece: Uint8Array): Done;
  endVectors(): void;
  /** Overview */
  overview(): string;
  /** PhotoRow[] */
  queue(from: number, count: number): string;
  /** PhotoRow or null */
  photo(place: string): string;
  /** PhotoRow[] */
  notShown(): string;
  /** SuggestionRow or null */
  suggestion(place: string, examples: number): string;
  /** PlanView */
  plan(threshold: number, minSamples: number, from: number, count: number): string;
  /** Command that moves exactly what the last plan showed */
  planCommand(): string;
  /** ModelFigure */
  modelFigure(most: number): string;
  /** Command that moves the files that wait. Cost: O(photos) */
  waiting(): string;
  /** Command that moves what the layout puts elsewhere. Cost: O(photos) */
  relayout(): string;
  /** FolderRow[] */
  folders(): string;
  /** LayoutRow[] */
  layouts(place: string, cluster: string): string;
  /** Whether nothing has taken the record back. */
  isInForce(seq: number): boolean;
  /** Of the State: 32 hexadecimal digits. */
  hash(): string;
  /** Frees its memory. */
  delete(): void;
}

/** Makes a new instance with a memory of its own. Node gives the bytes of core.wasm as `wasmBinary`. */
export default function createCore(options?: {
  wasmBinary?: ArrayBuffer | Uint8Array;
  locateFile?: (name: string) => string;
}): Promise<Core>;
