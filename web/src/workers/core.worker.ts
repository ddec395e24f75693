// The worker that holds the core: in helper mode a follower of the helper's Session, kept equal by the events of one
// WebSocket. It answers every question of the page about photos and clusters by itself.
import createCore from 'core-module';
import { HelperLink } from '../host/helper-link';
import { answersOf } from './answers';
import { Followed } from './followed';
import type { Question, WorkerMessage } from '../engine/worker-messages';

function say(message: WorkerMessage) {
  self.postMessage(message);
}

async function start() {
  // Questions that come while the core is being compiled wait in the worker's queue behind this.
  const early: Question[] = [];
  self.onmessage = ({ data }: MessageEvent<Question>) => early.push(data);

  const core = await createCore();
  const followed = new Followed(core, (snapshot) => say({ kind: 'snapshot', snapshot }));
  const link = new HelperLink(followed);
  const answers = answersOf(core, followed, link);

  async function reply({ id, name, parameters }: Question) {
    const answer = answers[name] as (...given: unknown[]) => unknown;
    say({ kind: 'reply', id, value: await answer(...parameters) });
  }
  self.onmessage = ({ data }: MessageEvent<Question>) => void reply(data);
  for (const question of early) void reply(question);
  link.open();
}

start().catch((error: unknown) => say({ kind: 'broken', detail: String(error) }));
