// An engine in memory: N synthetic photos, no network, no core. It can be slow and can fail, and says what it was sent.
import type { Engine, FileMoves, HistoryStep, MoveReason, PreviewSize, Snapshot } from '../../../web/src/engine/engine';
import type {
  Command,
  Fault,
  FolderRow,
  LayoutRow,
  ModelFigure,
  NameFault,
  Outcome,
  Overview,
  PhotoRow,
  PlanRow,
  PlannedRow,
  PlanView,
  SuggestionRow,
} from '../../../web/src/engine/protocol.gen';
import { fakePhoto, fakePicture, indexOf } from './fake-photos';

export interface FakeOptions {
  photos?: number;
  clusters?: readonly string[];
  sorted?: number; // photos that are already in the clusters
  subfolders?: boolean;
  latency?: number; // ms until an answer
  overview?: Partial<Overview>;
  snapshot?: Partial<Snapshot>;
  asOf?: number; // ms since 1970: when the first step was decided
}

interface Step extends HistoryStep {
  undo(): void;
}

export class FakeEngine implements Engine {
  readonly sent: Command[] = [];
  readonly photos: PhotoRow[];
  latency: number;
  private order: PhotoRow[];
  private readonly steps: Step[] = [];
  private readonly redoable: Command[] = [];
  private readonly names: string[];
  private readonly listeners = new Set<(snapshot: Snapshot) => void>();
  private readonly faults: Fault[] = [];
  private revision = 1;
  private seq = 1;
  private patch: Partial<Snapshot>;
  private overviewPatch: Partial<Overview>;
  private held: (() => void)[] | null = null;

  constructor(readonly options: FakeOptions = {}) {
    this.photos = Array.from({ length: options.photos ?? 40 }, (_, at) => fakePhoto(at, options.subfolders ?? false));
    this.order = [...this.photos];
    this.names = [...(options.clusters ?? [])];
    this.latency = options.latency ?? 0;
    this.patch = options.snapshot ?? {};
    this.overviewPatch = options.overview ?? {};
    for (let at = 0; at < (options.sorted ?? 0); at++) this.sortOne(at);
  }

  private sortOne(at: number): void {
    const photo = this.photos[this.photos.length - 1 - at];
    const name = this.names[at % Math.max(1, this.names.length)];
    if (photo && name) this.apply({ assign: { places: [photo.place], cluster: name } });
  }

  // What a test does to it.
  failNext(fault: Fault): void {
    this.faults.push(fault);
  }
  /** No answer comes until `release`. */
  hold(): void {
    this.held ??= [];
  }
  release(): void {
    const waiting = this.held ?? [];
    this.held = null;
    for (const go of waiting) go();
  }
  change(snapshot: Partial<Snapshot>, overview: Partial<Overview> = {}): void {
    this.patch = { ...this.patch, ...snapshot };
    this.overviewPatch = { ...this.overviewPatch, ...overview };
    this.emit();
  }
  /** Another page, or another program. */
  elsewhere(command: Command): void {
    this.apply(command);
    this.emit();
  }

  snapshot(): Snapshot {
    return {
      revision: this.revision,
      connection: { kind: 'open' },
      root: 'Photos',
      path: '/home/anna/Photos',
      program: 'photocluster',
      told: [],
      overview: { ...this.overview(), ...this.overviewPatch },
      embedding: null,
      loading: null,
      offers: null,
      ...this.patch,
    };
  }

  private overview(): Overview {
    const count = (test: (photo: PhotoRow) => boolean) => this.photos.filter(test).length;
    const last = this.steps.findLast((step) => !step.undone && !step.undoes);
    return {
      photos: this.photos.length,
      queue: count((photo) => photo.membership === 'queue'),
      manual: count((photo) => photo.membership === 'manual'),
      automatic: count((photo) => photo.membership === 'auto'),
      adopted: count((photo) => photo.membership === 'adopted'),
      imported: 0,
      trashed: count((photo) => photo.membership === 'trashed'),
      not_shown: 0,
      missing: 0,
      others: 0,
      clusters: this.names.map((name) => {
        const members = count((photo) => photo.cluster === name);
        return { name, count: members, vectors: members, also: 0 };
      }),
      layout: 'beside',
      asks_layout: false,
      manual_only: false,
      threshold: 0.8,
      min_samples: 5,
      order: 'path',
      left_alone: [],
      file_mode: 'move',
      files_stay: false,
      waiting: 0,
      model: 'clip-vit-b32-0123456789ab',
      vectors: this.photos.length,
      last_seq: this.seq,
      undo: last?.first ?? 0,
      redo: this.redoable.length > 0,
    };
  }

  private emit(): void {
    this.revision++;
    const snapshot = this.snapshot();
    for (const listener of [...this.listeners]) listener(snapshot);
  }

  private async pass(): Promise<void> {
    const { held } = this;
    if (held) await new Promise<void>((go) => held.push(go));
    if (this.latency > 0) await new Promise((go) => setTimeout(go, this.latency));
  }

  private apply(command: Command): void {
    if ('assign' in command) this.decide('assign', command.assign.places, command.assign.cluster, command);
    else if ('trash' in command) this.decide('trash', command.trash.places, '', command);
    else if ('skip' in command) this.decide('skip', command.skip.places, '', command);
    else if ('undo' in command) this.undo(command.undo.run);
    else if ('redo' in command) this.redo();
    else if ('shuffle' in command) this.step('shuffle', [], '', () => undefined);
    else if ('settings' in command) this.set(command.settings);
    else if ('adopt' in command) this.adopt(command.adopt.folder);
  }

  private decide(op: 'assign' | 'trash' | 'skip', places: readonly string[], cluster: string, command: Command): void {
    const { order } = this;
    const changed = this.photos.filter((photo) => places.includes(photo.place));
    const before = changed.map((photo) => ({ ...photo }));
    if (cluster && !this.names.includes(cluster)) this.names.push(cluster);
    if (op === 'skip') this.order = [...order.filter((photo) => !changed.includes(photo)), ...changed];
    else {
      for (const photo of changed) {
        photo.membership = op === 'assign' ? 'manual' : 'trashed';
        if (cluster) photo.cluster = cluster;
      }
    }
    this.redoable.length = 0;
    this.step(
      op,
      changed.map((photo) => photo.place),
      cluster,
      () => {
        this.order = order;
        changed.forEach((photo, at) => {
          delete photo.cluster;
          Object.assign(photo, before[at]);
        });
        this.redoable.push(command);
      },
    );
  }

  private step(op: HistoryStep['op'], places: string[], cluster: string, undo: () => void, undoes = false): void {
    const first = ++this.seq;
    const at = (this.options.asOf ?? Date.now()) + first * 1000;
    this.steps.push({
      first,
      last: first,
      at,
      by: 'person',
      op,
      undoes,
      cluster,
      was: '',
      note: '',
      setting: '',
      count: places.length,
      places,
      undone: false,
      undoable: !undoes,
      undo,
    });
  }

  private undo(run: number | undefined): void {
    const step = this.steps.findLast(
      (each) => !each.undone && !each.undoes && (run === undefined || each.first === run),
    );
    if (!step) return;
    step.undo();
    step.undone = true;
    this.step(step.op, step.places, step.cluster, () => undefined, true);
  }

  private redo(): void {
    const command = this.redoable.pop();
    const rest = [...this.redoable];
    if (command) this.apply(command);
    this.redoable.push(...rest);
  }

  private set(settings: Partial<Overview>): void {
    this.overviewPatch = { ...this.overviewPatch, ...settings, ...(settings.layout ? { asks_layout: false } : {}) };
    this.step('set', [], '', () => undefined);
  }

  private adopt(folder: string): void {
    const name = folder.split('/').at(-1) ?? folder;
    const inside = this.photos.filter((photo) => photo.place.startsWith(`${folder}/`) && photo.membership === 'queue');
    if (!this.names.includes(name)) this.names.push(name);
    for (const photo of inside) Object.assign(photo, { membership: 'adopted', cluster: name });
    this.step(
      'adopt',
      inside.map((photo) => photo.place),
      name,
      () => undefined,
    );
  }

  // What the page asks.
  subscribe(listener: (snapshot: Snapshot) => void): () => void {
    this.listeners.add(listener);
    listener(this.snapshot());
    return () => this.listeners.delete(listener);
  }
  async send(command: Command): Promise<Outcome> {
    this.sent.push(command);
    await this.pass();
    const error = this.faults.shift();
    if (error) return { error };
    this.apply(command);
    this.emit();
    return {};
  }
  async pauseEmbedding(pause: boolean): Promise<Outcome> {
    const { embedding } = this.snapshot();
    if (embedding) this.change({ embedding: { ...embedding, paused: pause } });
    return {};
  }
  async queue(from: number, count: number): Promise<PhotoRow[]> {
    return this.order
      .filter((photo) => photo.membership === 'queue')
      .slice(from, from + count)
      .map((row) => ({ ...row }));
  }
  async photo(place: string): Promise<PhotoRow | null> {
    return this.photos.find((photo) => photo.place === place) ?? null;
  }

  private planRow(photo: PhotoRow): PlanRow | null {
    const index = indexOf(photo.place);
    const [cluster, second] = [this.names[index % this.names.length], this.names[(index + 1) % this.names.length]];
    if (!cluster) return null;
    const score = 0.62 + ((index * 37) % 36) / 100;
    const margin = 0.02 + ((index * 13) % 20) / 100;
    return { place: photo.place, cluster, score, second, second_score: score - margin, margin };
  }
  async suggestion(place: string, examples: number): Promise<SuggestionRow | null> {
    const photo = this.photos.find((each) => each.place === place);
    const best = photo ? this.planRow(photo) : null;
    if (!best || this.snapshot().overview?.manual_only) return null;
    const members = this.photos.filter((each) => each.cluster === best.cluster).slice(0, examples);
    return members.length > 0 ? { best, examples: members } : null;
  }
  async plan(threshold: number, _minSamples: number, from: number, count: number): Promise<PlanView | null> {
    const all = this.photos
      .filter((photo) => photo.membership === 'queue')
      .map((photo) => ({ photo, move: this.planRow(photo) }))
      .filter((row): row is PlannedRow => row.move !== null && row.move.score >= threshold)
      .toSorted((a, b) => a.move.score - b.move.score);
    const clusters = this.names.map((name) => {
      const count = all.filter((row) => row.move.cluster === name).length;
      return { name, count, vectors: 0, also: 0 };
    });
    return {
      count: all.length,
      clusters: clusters.filter((row) => row.count > 0),
      rows: all.slice(from, from + count),
    };
  }
  async applyPlan(): Promise<Outcome> {
    const plan = await this.plan(0.8, 5, 0, Infinity);
    const places = plan?.rows.map((row) => row.photo.place) ?? [];
    const moved = this.photos.filter((photo) => places.includes(photo.place));
    for (const photo of moved) photo.membership = 'auto';
    this.step('auto', places, '', () => moved.forEach((photo) => (photo.membership = 'queue')));
    this.emit();
    return {};
  }
  async open(path: string): Promise<Outcome> {
    const error = this.faults.shift();
    if (error) return { error };
    this.change({ offers: null, path });
    return {};
  }
  async modelFigure(most: number): Promise<ModelFigure | null> {
    const { model, manual, vectors } = this.snapshot().overview ?? this.overview();
    const photos = Math.min(most, manual, vectors);
    return { model, photos, right: Math.round(photos * 0.8) };
  }
  async folders(): Promise<FolderRow[]> {
    const leftAlone = this.snapshot().overview?.left_alone ?? [];
    const rows = new Map<string, FolderRow>();
    for (const photo of this.photos) {
      const folder = photo.place.split('/').slice(0, -1).join('/');
      const row = rows.get(folder) ?? {
        folder,
        photos: 0,
        queue: 0,
        left_alone: leftAlone.includes(folder),
        made: false,
        alike: 1,
      };
      rows.set(folder, { ...row, photos: row.photos + 1, queue: row.queue + (photo.membership === 'queue' ? 1 : 0) });
    }
    return [...rows.values()].toSorted((a, b) => (a.folder < b.folder ? -1 : 1));
  }
  async fileMoves(why: MoveReason, count: number): Promise<FileMoves> {
    if (why === 'relayout') return { count: 0, rows: [] };
    const waiting = this.overview().waiting;
    const rows = this.photos.slice(0, Math.min(waiting, count)).map(({ place }) => ({ place, to: `Roof/${place}` }));
    return { count: waiting, rows };
  }
  async moveFiles(): Promise<Outcome> {
    this.set({ waiting: 0 });
    this.emit();
    return {};
  }
  async layouts(place: string, cluster: string): Promise<LayoutRow[]> {
    const at = place.lastIndexOf('/');
    const [home, name] = [place.slice(0, Math.max(at, 0)), place.slice(at + 1)];
    const join = (...parts: string[]) => parts.filter(Boolean).join('/');
    return [
      { layout: 'beside', place: join(home, cluster, name), folders: 4 },
      { layout: 'root', place: join(cluster, name), folders: 1 },
      { layout: 'root_above', place: join(cluster, home, name), folders: 4 },
    ];
  }
  async notShown(): Promise<PhotoRow[]> {
    const count = this.snapshot().overview?.not_shown ?? 0;
    return Array.from({ length: count }, (_, at) => ({
      ...fakePhoto(900 + at, true),
      not_shown: at % 2 ? 'the file ends in the middle of the picture' : 'not a picture that this program knows',
    }));
  }
  async nameFault(name: string): Promise<NameFault | null> {
    const sentence = 'a cluster name must not contain / or \\: it is one folder';
    return /[/\\]/.test(name) ? { rule: 'several_folders', sentence, bytes: 0 } : null;
  }
  async history(before: number, count: number): Promise<HistoryStep[]> {
    const earlier = this.steps.filter((step) => before === 0 || step.first < before);
    return earlier
      .toReversed()
      .slice(0, count)
      .map((step) => ({ ...step }));
  }
  async stateHash(): Promise<string> {
    return this.seq.toString(16).padStart(32, '0');
  }
  previewUrl(photo: Pick<PhotoRow, 'place'>, size: PreviewSize): string {
    return fakePicture(photo.place, size);
  }
}
