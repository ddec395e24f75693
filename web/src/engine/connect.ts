// The page's end of the core worker.
//
//   view -> Engine method -> Question -> core.worker (WASM)   -> Reply -> view
//                                        core.worker <-> helper (WebSocket, vectors)
//   view <- subscribe     <- Snapshot <- core.worker
import { type Engine, NOTHING_YET, type Snapshot } from './engine';
import { previewUrl } from './preview-url';
import type { PlanView } from './protocol.gen';
import type { Question, QuestionName, Reply, WorkerMessage } from './worker-messages';

/** Only the newest of the plans asked for while one is being made is made. */
class NewestPlan {
  #running = false;
  #waiting: (() => void) | null = null;
  #drop: (() => void) | null = null;

  constructor(private readonly make: (...question: Parameters<Engine['plan']>) => Promise<PlanView | null>) {}

  ask(...question: Parameters<Engine['plan']>): Promise<PlanView | null> {
    this.#drop?.();
    return new Promise((resolve) => {
      this.#drop = () => resolve(null);
      this.#waiting = () => {
        this.#drop = null;
        void this.make(...question).then((plan) => {
          this.#running = false;
          this.#next();
          resolve(plan);
        });
      };
      this.#next();
    });
  }

  #next() {
    if (this.#running || !this.#waiting) return;
    this.#running = true;
    const start = this.#waiting;
    this.#waiting = null;
    start();
  }
}

/** The engine behind a core worker. Made once, before the first render, and never closed. */
export function connectEngine(worker: Worker): Engine {
  let newest = NOTHING_YET;
  let questions = 0;
  const listeners = new Set<(snapshot: Snapshot) => void>();
  const waiting = new Map<number, (value: unknown) => void>();

  function tell(snapshot: Snapshot) {
    newest = snapshot;
    for (const listener of listeners) listener(snapshot);
  }

  worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
    if (data.kind === 'snapshot') {
      tell(data.snapshot);
    } else if (data.kind === 'reply') {
      waiting.get(data.id)?.(data.value);
      waiting.delete(data.id);
    } else {
      tell({
        ...newest,
        connection: { kind: 'broken', detail: data.detail },
      });
    }
  };

  function ask<Name extends QuestionName>(name: Name, ...parameters: Parameters<Engine[Name]>): Promise<Reply<Name>> {
    const id = ++questions;
    const question: Question = { id, name, parameters };
    return new Promise((resolve) => {
      waiting.set(id, (value) => resolve(value as Reply<Name>));
      worker.postMessage(question);
    });
  }

  const plans = new NewestPlan((...parameters) => ask('plan', ...parameters));
  return {
    subscribe(listener) {
      listeners.add(listener);
      listener(newest);
      return () => listeners.delete(listener);
    },
    send: (command) => ask('send', command),
    pauseEmbedding: (pause) => ask('pauseEmbedding', pause),
    open: (path) => ask('open', path),
    queue: (from, count) => ask('queue', from, count),
    photo: (place) => ask('photo', place),
    suggestion: (place, examples) => ask('suggestion', place, examples),
    plan: (...question) => plans.ask(...question),
    applyPlan: () => ask('applyPlan'),
    modelFigure: (most) => ask('modelFigure', most),
    folders: () => ask('folders'),
    fileMoves: (why, count) => ask('fileMoves', why, count),
    moveFiles: (why) => ask('moveFiles', why),
    layouts: (place, cluster) => ask('layouts', place, cluster),
    notShown: () => ask('notShown'),
    nameFault: (name) => ask('nameFault', name),
    history: (before, count, most) => ask('history', before, count, most),
    stateHash: () => ask('stateHash'),
    previewUrl,
  };
}
