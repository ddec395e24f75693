import { expect, test } from 'vitest';
import { dateTaken, likeness, percent, splitPlace, timeLeft } from '../../../web/src/lib/format';

test.each([
  [0, '0'],
  [0.0001, '1'],
  [0.16, '16'],
  [0.9999, '99'],
  [1, '100'],
])('ShareOf %f', (share, shown) => {
  expect(percent('en', share)).toBe(`${shown}\u00a0%`);
});

test('ACosineBelowZeroIsNoLikeness', () => {
  expect(likeness('en', -0.3)).toBe('0\u00a0%');
});

test('ATimeTakenIsTheClockOfTheCamera', () => {
  expect(dateTaken('en', Date.UTC(2024, 2, 12, 14, 5))).toContain('March 12, 2024');
  expect(dateTaken('ru', Date.UTC(2024, 2, 12, 14, 5))).toContain('14:05');
});

test('TimeLeftIsRoundedUpAndNothingWhenUnknown', () => {
  expect(timeLeft('en', 61)).toBe('61 sec');
  expect(timeLeft('en', 12 * 60 - 5)).toBe('12 min');
  expect(timeLeft('ru', 2 * 3600)).toBe('2 ч');
  expect(timeLeft('en', Infinity)).toBe('');
});

test('APlaceIsFolderAndName', () => {
  expect(splitPlace('2024/May/a.jpg')).toEqual(['2024/May', 'a.jpg']);
  expect(splitPlace('a.jpg')).toEqual(['', 'a.jpg']);
});
