import { expect, test } from 'vitest';
import { findName, rankNames } from '../../../web/src/lib/rank-names';

const NAMES = ['Old roof', 'Proof', 'Roof', 'Roof tiles', 'Снег', 'Первый снег'];
const ranked = (typed: string, most = 9) => rankNames(NAMES, typed, most).map(({ name }) => name);

test('TheBeginningComesBeforeAWordBeforeAnyOther', () => {
  expect(ranked('roo')).toEqual(['Roof', 'Roof tiles', 'Old roof', 'Proof']);
});

test('TheNameItselfComesFirst', () => {
  expect(rankNames(['Roof tiles', 'Roof'], 'roof', 9).map(({ name }) => name)).toEqual(['Roof', 'Roof tiles']);
});

test('CaseAndSpaceAroundDoNotMatter', () => {
  expect(ranked('  СНЕГ ')).toEqual(['Снег', 'Первый снег']);
});

test('NothingTypedGivesAllInTheirOrder', () => {
  expect(ranked('')).toEqual(NAMES);
  expect(ranked('', 2)).toEqual(NAMES.slice(0, 2));
});

test('TheMatchIsMarkedWhereItIs', () => {
  expect(rankNames(NAMES, 'roof', 9)[2]).toEqual({ name: 'Old roof', at: 4, length: 4 });
});

test('ANameIsFoundWholeOnly', () => {
  expect(findName(NAMES, ' roof ')).toBe('Roof');
  expect(findName(NAMES, 'roo')).toBeUndefined();
});
