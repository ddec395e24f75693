import type { Core } from 'core-module';
import { stepsOf } from '../engine/history-steps';
import type { HistoryStep } from '../engine/engine';
import type { Command, Outcome, PhotoRow, PlanView, Record as LogRecord } from '../engine/protocol.gen';
import { type Answers, NOT_REACHED } from '../engine/worker-messages';
import type { HelperLink } from '../host/helper-link';
import type { Followed } from './followed';

const RECORDS_AT_ONCE = 1000;

/** The engine's questions, answered by the followed Session; Commands go to the helper. */
export function answersOf(core: Core, followed: Followed, link: HelperLink): Answers {
  // A row or rows, made by the core as JSON text; `otherwise` until there is a Session.
  const ask = <Row>(question: (follower: NonNullable<Followed['follower']>) => string, otherwise: Row): Row =>
    followed.follower ? (JSON.parse(question(followed.follower)) as Row) : otherwise;
  const send = (command: Command): Promise<Outcome> => link.order({ command });

  return {
    send,
    pauseEmbedding: (pause) => link.order({ pause_embedding: pause }),
    queue: (from, count) => ask<PhotoRow[]>((follower) => follower.queue(from, count), []),
    photo: (place) => ask((follower) => follower.photo(place), null),
    suggestion: (place, examples) => ask((follower) => follower.suggestion(place, examples), null),
    plan: (threshold, minSamples, rows) =>
      ask<PlanView | null>((follower) => follower.plan(threshold, minSamples, rows), null),
    applyPlan: () => {
      const command = ask<Command | null>((follower) => follower.planCommand(), null);
      return command ? send(command) : NOT_REACHED;
    },
    folders: () => ask((follower) => follower.folders(), []),
    layouts: (place, cluster) => ask((follower) => follower.layouts(place, cluster), []),
    notShown: () => ask((follower) => follower.notShown(), []),
    nameFault: (name) => core.checkClusterName(name).error ?? '',
    history: (before, count) => history(followed, before, count),
    stateHash: () => followed.follower?.hash() ?? '',
  };
}

async function history(followed: Followed, before: number, count: number): Promise<HistoryStep[]> {
  const isInForce = (seq: number) => followed.follower?.isInForce(seq) ?? false;
  let records: LogRecord[] = [];
  let steps: HistoryStep[] = [];
  while (steps.length < count) {
    const end = records[0]?.seq ?? before;
    if (end === 1) break;
    const older = await log(end, RECORDS_AT_ONCE);
    if (older.length === 0) break;
    records = [...older, ...records];
    steps = stepsOf(wholeSteps(records), isInForce);
  }
  return steps.slice(-count).reverse();
}

/** Without the first step when its beginning is not here. */
function wholeSteps(records: LogRecord[]): LogRecord[] {
  const first = records[0];
  if (!first || first.run === undefined || first.run === first.seq) return records;
  return records.slice(records.findIndex((record) => record.run !== first.run));
}

async function log(before: number, count: number): Promise<LogRecord[]> {
  try {
    const response = await fetch(`/api/v1/log?before=${before}&count=${count}`, { cache: 'no-store' });
    return response.ok ? ((await response.json()) as LogRecord[]) : [];
  } catch {
    return []; // away: the list ends here
  }
}
