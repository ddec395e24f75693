import { expect, test } from 'vitest';
import { stepsOf } from '../../../web/src/engine/history-steps';
import type { Record as LogRecord } from '../../../web/src/engine/protocol.gen';
import { textOf } from '../../../web/src/lib/text';
import { sayStep } from '../../../web/src/views/say-step';

function record(seq: number, op: LogRecord['op'], more: Partial<LogRecord> = {}): LogRecord {
  return { ts: '', src: '', dst: '', cluster: '', note: '', seq, at: seq * 1000, op, by: 'anna', ...more };
}

const LOG = [
  record(1, 'root', { key: 'root', value: '00' }),
  record(2, 'create', { run: 2, cluster: 'Roof' }),
  record(3, 'assign', { run: 2, cluster: 'Roof', src: '1.jpg', dst: 'Roof/1.jpg' }),
  record(4, 'assign', { run: 2, cluster: 'Roof', src: '2.jpg', dst: 'Roof/2.jpg' }),
  record(5, 'moved_to', { run: 2, of: 4, src: 'Roof/2.jpg', dst: 'Roof/2__dup1.jpg' }),
  record(6, 'trash', { src: '3.jpg', dst: '.clustering/trash/3.jpg' }),
  record(7, 'undo', { of: 6, src: '.clustering/trash/3.jpg', dst: '3.jpg' }),
  record(8, 'set', { key: 'layout', value: 'root' }),
  record(9, 'found', { src: 'Roof/1.jpg', dst: '1.jpg', cluster: 'Roof' }),
];
const inForce = (seq: number) => seq !== 6;

test('TheRecordsOfACommandAreOneStep', () => {
  const steps = stepsOf(LOG, inForce);
  expect(steps.map((step) => [step.first, step.last, step.op, step.count])).toEqual([
    [2, 4, 'assign', 2],
    [6, 6, 'trash', 1],
    [7, 7, 'trash', 1],
    [8, 8, 'set', 0],
    [9, 9, 'found', 1],
  ]);
  expect(steps[0]).toMatchObject({ cluster: 'Roof', by: 'anna', at: 3000, undoable: true, undone: false });
  expect(steps[0]?.places).toEqual(['Roof/1.jpg', 'Roof/2.jpg']);
});

test('WhatWasUndoneSaysSo', () => {
  const steps = stepsOf(LOG, inForce);
  expect(steps[1]).toMatchObject({ undone: true, undoable: false, undoes: false });
  expect(steps[2]).toMatchObject({ undoes: true, undone: false, undoable: false });
});

test('AFactCannotBeUndone', () => {
  expect(stepsOf(LOG, inForce)[4]).toMatchObject({ undoable: false, undone: false });
});

test('ASettingSaysWhatItSet', () => {
  expect(stepsOf(LOG, inForce)[3]?.note).toBe('layout = root');
});

test('AModelThatWasChosenIsNamed', () => {
  const [step] = stepsOf([record(9, 'set', { key: 'model', value: 'clip' })], inForce);
  expect(step).toMatchObject({ setting: 'model', note: 'clip' });
  expect(sayStep(textOf('en'), step!)).toBe('The model was chosen');
  expect(sayStep(textOf('ru'), step!)).toBe('Выбрана модель');
});

test('WhatBecameOfImportedVectorsIsSaidWithoutItsNumbers', () => {
  const [step] = stepsOf([record(9, 'set', { key: 'imported_vectors', value: '{"model":"clip"}' })], inForce);
  expect(step?.note).toBe('');
  expect(sayStep(textOf('en'), step!)).toBe('The original program’s vectors were compared');
});

test('AnUndoSaysWhatItTookBackAlsoWhenThatStandsBefore', () => {
  expect(stepsOf(LOG, inForce, 6).map((step) => step.op)).toEqual(['trash', 'set', 'found']);
});

const RENAMED = [
  record(1, 'root'),
  record(2, 'rename', { run: 2, cluster: 'Roofs', value: 'Roof' }),
  record(3, 'regroup', { run: 2, cluster: 'Roofs', src: 'Roof/1.jpg', dst: 'Roofs/1.jpg' }),
  record(4, 'undo', { run: 4, of: 3, cluster: 'Roof', src: 'Roofs/1.jpg', dst: 'Roof/1.jpg' }),
  record(5, 'undo', { run: 4, of: 2, cluster: 'Roof' }),
  record(6, 'redo', { run: 6, of: 2, cluster: 'Roofs', value: 'Roof' }),
  record(7, 'redo', { run: 6, of: 3, cluster: 'Roofs', src: 'Roof/1.jpg', dst: 'Roofs/1.jpg' }),
];

test('ARenameIsSaidByBothNamesAlsoWhenTakenBackAndDoneAgain', () => {
  const said = stepsOf(RENAMED, () => true).map((step) => sayStep(textOf('en'), step));
  const renamed = 'Folder Roof is now Roofs';
  expect(said).toEqual([renamed, `Taken back: ${renamed}`, renamed]);
});

test('EveryOpHasItsWordsInBothLanguages', () => {
  const ops: LogRecord['op'][] = [
    'merge',
    'delete',
    'regroup',
    'unassign',
    'note',
    'also',
    'not_also',
    'cluster_set',
    'import',
  ];
  for (const language of ['en', 'ru'] as const) {
    const text = textOf(language);
    const said = ops.map((op) =>
      sayStep(text, stepsOf([record(2, op, { cluster: 'Roof', value: 'Wall' })], inForce)[0]!),
    );
    expect(new Set(said).size).toBe(ops.length);
    expect(said).not.toContain(text.t('step.other', {}));
    for (const sentence of said) expect(sentence).not.toMatch(/[{}_]/);
  }
});

test('WhatTheOriginalProgramDecidedReadsLikeADecisionOfOurs', () => {
  const said = ['Roof', '__deleted__'].map((cluster) =>
    sayStep(textOf('en'), stepsOf([record(2, 'imported', { src: 'a.jpg', dst: 'Roof/a.jpg', cluster })], inForce)[0]!),
  );
  expect(said).toEqual(['1 photo to Roof', '1 photo into the trash']);
});
