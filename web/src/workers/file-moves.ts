import type { FileMoves, MoveReason } from '../engine/engine';
import type { Command, RelayoutMove } from '../engine/protocol.gen';

type Asked = (why: MoveReason) => Command | null;

/** The moves of files that were shown last, so that exactly they are made. */
export class ShownMoves {
  readonly #shown = new Map<MoveReason, Command>();

  /** `asked` gives the Command of the core. */
  constructor(private readonly asked: Asked) {}

  show(why: MoveReason, count: number): FileMoves {
    const command = this.asked(why);
    const rows = command ? movesOf(command) : [];
    if (command && rows.length > 0) this.#shown.set(why, command);
    else this.#shown.delete(why);
    return { count: rows.length, rows: rows.slice(0, count) };
  }

  command(why: MoveReason): Command | null {
    return this.#shown.get(why) ?? null;
  }
}

function movesOf(command: Command): RelayoutMove[] {
  if ('relayout' in command) return command.relayout.moves;
  if ('move_waiting' in command) return command.move_waiting.files.map(({ place, goal }) => ({ place, to: goal }));
  return [];
}
