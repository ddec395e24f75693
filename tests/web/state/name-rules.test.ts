import { expect, test } from 'vitest';

import type { NameRule } from '../../../web/src/engine/protocol.gen';
import { textOf } from '../../../web/src/lib/text';
import { faultOfName, NAME_RULES } from '../../../web/src/state/name-rules';

const SENTENCE = 'The sentence for the command line';
const RULES = Object.keys(NAME_RULES) as NameRule[];

test.each(RULES)('%sHasItsOwnWordsInBothLanguages', (rule) => {
  const fault = faultOfName({ rule, sentence: SENTENCE, name: 'CON', bytes: 201 });
  const said = (['en', 'ru'] as const).map((language) => textOf(language).label(fault));
  for (const words of said) {
    expect(words).not.toContain(SENTENCE);
    expect(words, 'a parameter that no fault has').not.toMatch(/[{}]/);
  }
  expect(said[1]).toMatch(/[а-я]/);
});

test('AFaultNamesWhatItIsAbout', () => {
  const fault = faultOfName({ rule: 'windows_character', sentence: SENTENCE, name: '?', bytes: 0 });
  expect(textOf('ru').label(fault)).toBe('Windows не разрешает ? в именах папок');
});
