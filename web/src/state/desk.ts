import { RECORDS_AT_HAND, type Engine, type HistoryStep } from '../engine/engine';
import { contentOf } from '../engine/preview-url';
import type { Command, Layout, Outcome, PhotoRow, Settings } from '../engine/protocol.gen';
import { commandOf, labelOf } from './decisions';
import { MOST_UNDER_WAY, saving, type Decision, type Panel } from './page-state';
import { isAsked, QueueWindow } from './queue-window';
import type { Store } from './store';
import { sentenceOf, troubleOf, troubleSaying } from './trouble';

const LOOKED_BACK = 30; // steps in which an undo is looked for

/**
 * What a person does at the page. Each call changes the page at once and asks the engine; what the engine answers
 * comes back as events. Made once, before the first render, and lives as long as the page.
 */
export class Desk {
  private nextId = 1;
  private readonly queue: QueueWindow;
  private revision = -1;
  private asked = ''; // the photo and revision whose suggestion was asked for last
  private shownUndo = 0; // the newest undo of this page whose photos were brought back

  constructor(
    readonly engine: Engine,
    readonly store: Store,
  ) {
    this.queue = new QueueWindow(engine, store);
    engine.subscribe((snapshot) => {
      store.dispatch({ kind: 'snapshot', snapshot });
      if (snapshot.overview && snapshot.revision !== this.revision) {
        this.revision = snapshot.revision;
        void this.queue.refresh();
      }
    });
    store.subscribe(() => this.askSuggestion());
  }

  /** The suggestion for the photo in question; asked again with new knowledge only while there is none. */
  private askSuggestion(): void {
    const { current, question, snapshot } = this.store.get();
    if (!current) this.asked = ''; // should it come back, it is asked again
    if (!current || !snapshot.overview || question?.row) return;
    const wanted = `${snapshot.revision} ${current.place}`;
    if (wanted === this.asked) return;
    this.asked = wanted;
    void this.engine.suggestion(current.place, 3).then((row) => {
      const now = this.store.get();
      if (now.current?.place !== current.place || now.question?.row) return;
      if (row === null && now.question) return;
      this.store.dispatch({ kind: 'question', question: { place: current.place, row } });
    });
  }

  assign(cluster: string): void {
    const { current, snapshot } = this.store.get();
    if (!current) return;
    if (snapshot.overview?.asks_layout) {
      this.store.dispatch({ kind: 'layout_asked', photo: current, cluster });
      return;
    }
    this.decide('assign', current, cluster);
  }

  trash(): void {
    const { current } = this.store.get();
    if (current) this.decide('trash', current, '');
  }

  skip(): void {
    const { current } = this.store.get();
    if (current) this.decide('skip', current, '');
  }

  private decide(kind: Decision['kind'], photo: PhotoRow, cluster: string): void {
    if (!this.mayDecide()) return;
    const decision: Decision = { id: this.nextId++, kind, photo, cluster, answered: false };
    this.store.dispatch({ kind: 'decided', decision });
    void this.carryOut(decision);
  }

  /** Says why not, when not; that the helper is away is said anyway. */
  private mayDecide(): boolean {
    const state = this.store.get();
    if (state.snapshot.connection.kind !== 'open') {
      this.store.dispatch({ kind: 'nudged' });
      return false;
    }
    if (saving(state) >= MOST_UNDER_WAY) {
      this.store.dispatch({ kind: 'trouble', trouble: troubleSaying({ key: 'trouble.busy' }) });
      return false;
    }
    return true;
  }

  private async carryOut(decision: Decision): Promise<void> {
    const outcome = await this.engine.send(commandOf(decision));
    const fault = outcome.error ?? outcome.failures?.[0]?.error;
    if (fault) {
      await this.comeBack(decision, fault);
    } else {
      this.store.dispatch({ kind: 'answered', id: decision.id });
      this.store.dispatch({ kind: 'said', label: labelOf(decision) });
    }
    await this.queue.refresh();
  }

  /** Back to the front, under one line; never onto the screen. */
  private async comeBack(decision: Decision, fault: NonNullable<Outcome['error']>): Promise<void> {
    const row = await this.engine.photo(decision.photo.place);
    const rows = row && isAsked(row) ? [row] : [];
    const before = this.store.get().trouble?.again ?? [];
    const again = rows.length > 0 ? [...before, decision] : before;
    const trouble = { ...troubleOf(fault, again), cause: sentenceOf(fault) };
    this.store.dispatch({ kind: 'came_back', decisions: [decision], rows, trouble });
    this.store.dispatch({ kind: 'said', label: trouble.cause });
  }

  /** Sends once more what failed; the photo on screen stays. */
  tryAgain(): void {
    const again = this.store.get().trouble?.again ?? [];
    this.store.dispatch({ kind: 'trouble', trouble: null });
    for (const old of again) {
      if (this.store.get().current?.place === old.photo.place) {
        this.decide(old.kind, old.photo, old.cluster);
        continue;
      }
      if (!this.mayDecide()) return;
      const decision = { ...old, id: this.nextId++, answered: false };
      this.store.dispatch({ kind: 'sent_again', decision });
      void this.carryOut(decision);
    }
  }

  /** The first undo of a page that has decided nothing only says what it would take back. */
  async undo(): Promise<void> {
    if (!this.mayDecide()) return;
    const { undoShown, snapshot } = this.store.get();
    this.store.dispatch({ kind: 'undo_shown' });
    if (!undoShown && snapshot.overview && snapshot.overview.undo !== 0) {
      const steps = await this.engine.history(0, LOOKED_BACK);
      const step = steps.find((each) => each.first === snapshot.overview?.undo);
      if (step) {
        this.store.dispatch({ kind: 'trouble', trouble: troubleSaying(wouldUndo(step)) });
        return;
      }
    }
    await this.takeBack({ undo: {} });
  }

  async redo(): Promise<void> {
    if (!this.mayDecide()) return;
    await this.ask({ redo: {} }, 'said.redone');
  }

  /** Takes back one step of the history, whole. True when it was done. */
  async undoStep(step: HistoryStep): Promise<boolean> {
    if (!this.mayDecide()) return false;
    this.store.dispatch({ kind: 'undo_shown' });
    return this.takeBack({ undo: { run: step.first } });
  }

  private async takeBack(command: Command): Promise<boolean> {
    const sentAt = this.store.get().snapshot.overview?.last_seq ?? 0;
    if (!(await this.ask(command, 'said.undone'))) return false;
    const steps = await this.engine.history(0, LOOKED_BACK, RECORDS_AT_HAND);
    // Others may stand beside it: what was decided meanwhile, or the next undo, which is answered after this one.
    const after = Math.max(sentAt, this.shownUndo);
    const step = steps.findLast((each) => each.undoes && each.first > after);
    this.shownUndo = step?.first ?? this.shownUndo;
    const rows = await Promise.all((step?.places ?? []).map((place) => this.engine.photo(place)));
    const asked = rows.filter((row): row is PhotoRow => row !== null && isAsked(row));
    if (this.store.get().room === 'sort') this.store.dispatch({ kind: 'brought_back', rows: asked });
    return true;
  }

  /** A Command that is about no photo on screen. True when it was done. */
  async ask(command: Command, said: Parameters<typeof sayOf>[0]): Promise<boolean> {
    return this.report(await this.engine.send(command), said);
  }

  /** Shows what went wrong, says what was done. */
  async report(outcome: Outcome, said: Parameters<typeof sayOf>[0]): Promise<boolean> {
    const fault = outcome.error ?? outcome.failures?.[0]?.error;
    if (fault) {
      const failed = outcome.failures?.length ?? 0;
      this.store.dispatch({ kind: 'trouble', trouble: troubleOf(fault, [], failed) });
      this.store.dispatch({ kind: 'said', label: sentenceOf(fault) });
    } else {
      this.store.dispatch({ kind: 'trouble', trouble: null });
      this.store.dispatch({ kind: 'said', label: sayOf(said) });
    }
    await this.queue.refresh();
    return !outcome.error;
  }

  set(settings: Settings): Promise<boolean> {
    return this.ask({ settings }, 'said.set');
  }

  /** The layout is chosen, and the assignment that asked for it goes on. */
  async chooseLayout(layout: Layout): Promise<void> {
    const asked = this.store.get().layoutFor;
    if (!(await this.set({ layout }))) return;
    this.store.dispatch({ kind: 'layout_answered' });
    const { current } = this.store.get();
    if (asked && current && contentOf(current) === contentOf(asked.photo))
      this.decide('assign', current, asked.cluster);
  }

  async pauseEmbedding(pause: boolean): Promise<void> {
    await this.report(await this.engine.pauseEmbedding(pause), pause ? 'said.paused' : 'said.resumed');
  }

  /** A picture did not come: the photo is taken off when it cannot be shown at all. */
  async pictureFailed(place: string): Promise<void> {
    this.store.dispatch({ kind: 'picture_failed', place });
    const row = await this.engine.photo(place);
    if (!row || !isAsked(row)) this.store.dispatch({ kind: 'gone', places: [place] });
  }

  toggle(panel: Panel): void {
    this.store.dispatch({ kind: 'panel', panel: this.store.get().panel === panel ? null : panel });
  }
}

type Said =
  | 'said.redone'
  | 'said.undone'
  | 'said.set'
  | 'said.paused'
  | 'said.resumed'
  | 'said.run'
  | 'said.moved'
  | 'said.agreed'
  | 'said.adopted'
  | 'said.shuffled';

function sayOf(said: Said) {
  return { key: said } as const;
}

function wouldUndo(step: HistoryStep) {
  const fromCluster = step.cluster !== '' && step.count > 0;
  return {
    key: fromCluster ? ('trouble.would_undo_cluster' as const) : ('trouble.would_undo' as const),
    params: { count: Math.max(1, step.count), cluster: step.cluster }, // a setting is one step, about no photo
  };
}
