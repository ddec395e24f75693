import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAnnouncer } from '../../../web/src/lib/announcer';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('TheFirstIsSaidAtOnceAndTheRestTogether', () => {
  const said: string[] = [];
  const announcer = createAnnouncer((text) => said.push(text));
  for (const text of ['a.', 'b.', 'c.']) announcer.say(text);
  expect(said).toEqual(['a.']);
  vi.advanceTimersByTime(1999);
  expect(said).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(['a.', 'b. c.']);
});

test('OfManyTheNewestAreSaid', () => {
  const said: string[] = [];
  const announcer = createAnnouncer((text) => said.push(text));
  for (let at = 0; at < 50; at++) announcer.say(`${at}.`);
  vi.advanceTimersByTime(2000);
  expect(said[1]).toBe('46. 47. 48. 49.');
});
