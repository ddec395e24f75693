import { expect, test } from 'vitest';

import type { Command } from '../../../web/src/engine/protocol.gen';
import { ShownMoves } from '../../../web/src/workers/file-moves';

const waiting = (...places: string[]): Command => ({
  move_waiting: { files: places.map((place) => ({ place, goal: `Roof/${place}` })) },
});
const relayout: Command = { relayout: { moves: [{ place: 'Roof/a.jpg', to: 'x/Roof/a.jpg' }] } };

test('WhatIsMovedIsWhatWasShown', () => {
  let now = waiting('a.jpg', 'b.jpg', 'c.jpg');
  const moves = new ShownMoves((why) => (why === 'waiting' ? now : relayout));
  expect(moves.command('waiting')).toBeNull();
  const shown = moves.show('waiting', 2);
  expect(shown.count).toBe(3);
  expect(shown.rows).toEqual([
    { place: 'a.jpg', to: 'Roof/a.jpg' },
    { place: 'b.jpg', to: 'Roof/b.jpg' },
  ]);
  now = waiting('d.jpg'); // decided since
  expect(moves.command('waiting')).toEqual(waiting('a.jpg', 'b.jpg', 'c.jpg'));
  expect(moves.show('relayout', 2).rows).toEqual([{ place: 'Roof/a.jpg', to: 'x/Roof/a.jpg' }]);
  expect(moves.command('relayout')).toEqual(relayout);
});

test('NothingShownIsNothingToMove', () => {
  let now: Command | null = waiting('a.jpg');
  const moves = new ShownMoves(() => now);
  moves.show('waiting', 2);
  now = waiting();
  expect(moves.show('waiting', 2)).toEqual({ count: 0, rows: [] });
  expect(moves.command('waiting')).toBeNull();
  now = null; // no Session yet
  expect(moves.show('waiting', 2).count).toBe(0);
});
