import { expect, test } from 'vitest';
import { loadPreferences, savePreferences } from '../../../web/src/lib/preferences';

const storage = (text: string | null) => ({ getItem: () => text });

test('WhatWasSavedIsLoaded', () => {
  let kept = '';
  const wanted = { language: 'ru', theme: 'light', sound: false, notice: false, rail: false, modelSaid: true } as const;
  savePreferences({ setItem: (_key, text) => (kept = text) }, wanted);
  expect(loadPreferences(storage(kept), ['en'])).toEqual(wanted);
});

test.each([null, '', '{', 'null', '[]', '{"language":"de","theme":7,"sound":"x"}'])(
  'Damaged %j is the first visit',
  (text) => {
    const first = { language: 'ru', theme: 'dark', sound: true, notice: true, rail: true, modelSaid: false };
    expect(loadPreferences(storage(text), ['ru-RU'])).toEqual(first);
  },
);

test('AFullDiskIsNoError', () => {
  const full = {
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  expect(() => savePreferences(full, loadPreferences(storage(null), []))).not.toThrow();
});
