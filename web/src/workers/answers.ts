import type { Core } from 'core-module';
import type { Command, ModelFigure, NameFault, Outcome, PhotoRow, PlanView } from '../engine/protocol.gen';
import { type Answers, NOT_REACHED } from '../engine/worker-messages';
import type { HelperLink } from '../host/helper-link';
import type { Followed } from './followed';
import { ShownMoves } from './file-moves';
import { history } from './history';

/** The engine's questions, answered by the followed Session; Commands go to the helper. */
export function answersOf(core: Core, followed: Followed, link: HelperLink): Answers {
  // A row or rows, made by the core as JSON text; `otherwise` until there is a Session.
  const ask = <Row>(question: (follower: NonNullable<Followed['follower']>) => string, otherwise: Row): Row =>
    followed.follower ? (JSON.parse(question(followed.follower)) as Row) : otherwise;
  const send = (command: Command): Promise<Outcome> => link.order({ command });

  const moves = new ShownMoves((why) => ask<Command | null>((follower) => follower[why](), null));
  const sendIfAny = (command: Command | null) => (command ? send(command) : NOT_REACHED);

  return {
    send,
    pauseEmbedding: (pause) => link.order({ pause_embedding: pause }),
    open: (path) => link.order({ open: path }),
    queue: (from, count) => ask<PhotoRow[]>((follower) => follower.queue(from, count), []),
    photo: (place) => ask((follower) => follower.photo(place), null),
    suggestion: (place, examples) => ask((follower) => follower.suggestion(place, examples), null),
    plan: (threshold, minSamples, from, count) =>
      ask<PlanView | null>((follower) => follower.plan(threshold, minSamples, from, count), null),
    applyPlan: () => sendIfAny(ask<Command | null>((follower) => follower.planCommand(), null)),
    fileMoves: (why, count) => moves.show(why, count),
    moveFiles: (why) => sendIfAny(moves.command(why)),
    modelFigure: (most) => ask<ModelFigure | null>((follower) => follower.modelFigure(most), null),
    folders: () => ask((follower) => follower.folders(), []),
    layouts: (place, cluster) => ask((follower) => follower.layouts(place, cluster), []),
    notShown: () => ask((follower) => follower.notShown(), []),
    nameFault: (name) => JSON.parse(core.nameFault(name)) as NameFault | null,
    history: (before, count, most) => history(followed, before, count, most),
    stateHash: () => followed.follower?.hash() ?? '',
  };
}
