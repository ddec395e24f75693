import { expect, test } from 'vitest';

import type { Notice, NoticeCode } from '../../../web/src/engine/protocol.gen';
import { textOf } from '../../../web/src/lib/text';
import { TOLD, wordsOf } from '../../../web/src/state/told';

const CODES = Object.keys(TOLD) as NoticeCode[];
const SENTENCE = 'The sentence for the command line';
const notice = (code: NoticeCode, more: Partial<Notice> = {}): Notice => ({
  code,
  sentence: SENTENCE,
  count: 0,
  line: 0,
  byte: 0,
  ...more,
});

test.each(CODES)('%sHasItsOwnWordsInBothLanguages', (code) => {
  const said = (['en', 'ru'] as const).map((language) => textOf(language).label(wordsOf(notice(code))));
  for (const words of said) {
    expect(words).not.toContain(SENTENCE);
    expect(words, 'a parameter that no notice has').not.toMatch(/[{}]/);
  }
  expect(said[1]).toMatch(/[а-я]/);
});

test('ANoticeNamesWhatItIsAbout', () => {
  const count = (many: number) =>
    textOf('ru')
      .label(wordsOf(notice('original_decisions', { count: many })))
      .split(' в историю')[0];
  expect([1, 3, 5, 21].map(count)).toEqual([
    '1 решение прежней программы вошло',
    '3 решения прежней программы вошли',
    '5 решений прежней программы вошли',
    '21 решение прежней программы вошло',
  ]);
  const aside = notice('file_set_aside', { name: 'a.pce', other: 'a.damaged-1.pce' });
  expect(textOf('ru').label(wordsOf(aside))).toBe(
    'Файл a.pce был повреждён или от другой модели, он сохранён как a.damaged-1.pce.',
  );
});
