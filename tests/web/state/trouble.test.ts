import { expect, test } from 'vitest';

import { troubleOf, troubleSaying } from '../../../web/src/state/trouble';

test('EachFaultHasASentenceOfItsOwn', () => {
  const sentences = (['no_space', 'disagrees', 'unknown_photo'] as const).map(
    (code) => troubleOf({ code, detail: 'why' }).cause.key,
  );
  expect(new Set(sentences).size).toBe(3);
});

test('OnlyADisagreementAsksHowToEndIt', () => {
  expect(troubleOf({ code: 'disagrees', detail: '' }).disagrees).toBe(true);
  expect(troubleOf({ code: 'no_space', detail: '' }).disagrees).toBe(false);
  expect(troubleSaying({ key: 'trouble.away' }).disagrees).toBe(false);
});
