// Every view in every state that it can be in. Each scene is an engine and what a person did before the look.
import type { Snapshot } from '../../../web/src/engine/engine';
import type { PageEvent } from '../../../web/src/state/page-event';
import { troubleSaying } from '../../../web/src/state/trouble';
import { FakeEngine, type FakeOptions } from '../support/fake-engine';

export interface Scene {
  engine: FakeOptions;
  events?: readonly PageEvent[]; // after the first photo is there
  keys?: string; // typed into the name field
}

const NAMES = [
  'Roof',
  'Cracks',
  'Снег',
  'Windows and doors',
  'Facade',
  'Garden',
  'Cellar',
  'Stairs',
  'Street',
  'People',
];
const AS_OF = Date.UTC(2024, 4, 12, 14, 5);
const NORMAL: FakeOptions = { photos: 400, clusters: NAMES.slice(0, 5), sorted: 64, asOf: AS_OF };
const FULL: FakeOptions = {
  ...NORMAL,
  clusters: [...NAMES, ...Array.from({ length: 30 }, (_, at) => `Long name of a folder, number ${at + 11}`)],
  sorted: 200,
  overview: { photos: 20014, queue: 16802, manual: 2140, automatic: 1020, trashed: 52, not_shown: 17 },
};
const FIRST: FakeOptions = { photos: 40, asOf: AS_OF };

const LOOKING: Partial<Snapshot> = {
  embedding: { done: 212, total: 20014, per_second: 12.4, paused: false, finished: false },
};
const panel = (name: Extract<PageEvent, { kind: 'panel' }>['panel']): PageEvent[] => [{ kind: 'panel', panel: name }];

export const SCENES: Readonly<Record<string, Scene>> = {
  opening: { engine: { ...FIRST, snapshot: { overview: null, connection: { kind: 'connecting' } } } },
  empty: { engine: { photos: 0, overview: { others: 316, not_shown: 2 } } },
  'all-done': { engine: { photos: 30, clusters: NAMES.slice(0, 3), sorted: 30, asOf: AS_OF } },
  'first-photo': { engine: { ...FIRST, snapshot: LOOKING } },
  'no-model': { engine: { ...NORMAL, sorted: 0, overview: { model: '', vectors: 0 } } },
  'manual-only': { engine: { ...NORMAL, overview: { manual_only: true } } },
  files: { engine: { ...NORMAL, overview: { file_mode: 'at_end', waiting: 31 } }, events: panel('files') },
  'read-only': {
    engine: { ...NORMAL, overview: { file_mode: 'none', files_stay: true, waiting: 31 } },
    events: panel('files'),
  },
  'all-waiting': {
    engine: { photos: 30, clusters: NAMES.slice(0, 3), sorted: 30, asOf: AS_OF, overview: { waiting: 30 } },
  },
  single: { engine: NORMAL },
  'single-full': { engine: FULL },
  'single-subfolders': { engine: { ...NORMAL, subfolders: true } },
  naming: { engine: NORMAL, events: [{ kind: 'naming', naming: true }], keys: 'ro' },
  'naming-fault': { engine: NORMAL, events: [{ kind: 'naming', naming: true }], keys: 'Roof/new' },
  trouble: {
    engine: NORMAL,
    events: [
      {
        kind: 'trouble',
        trouble: { ...troubleSaying({ key: 'fault.no_space' }), detail: 'write: No space left on device' },
      },
    ],
  },
  away: { engine: { ...NORMAL, snapshot: { connection: { kind: 'away' } } } },
  'picture-failed': { engine: NORMAL, events: [{ kind: 'picture_failed', place: 'IMG_0000.jpg' }] },
  history: { engine: NORMAL, events: [{ kind: 'room', room: 'history' }] },
  'history-empty': { engine: FIRST, events: [{ kind: 'room', room: 'history' }] },
  menu: { engine: NORMAL, events: panel('menu') },
  counts: { engine: FULL, events: panel('counts') },
  'not-shown': { engine: FULL, events: panel('not_shown') },
  background: { engine: { ...NORMAL, snapshot: LOOKING }, events: panel('background') },
  'background-failed': {
    engine: {
      ...NORMAL,
      snapshot: {
        embedding: {
          done: 0,
          total: 400,
          per_second: 0,
          paused: false,
          finished: false,
          error: { code: 'bad_model', detail: 'model.onnx has no image input' },
        },
      },
    },
    events: panel('background'),
  },
  auto: { engine: NORMAL, events: panel('auto') },
  'auto-none': { engine: { ...NORMAL, overview: { threshold: 0.99 } }, events: panel('auto') },
  folders: {
    engine: { ...NORMAL, subfolders: true, overview: { left_alone: ['2024/May'] } },
    events: panel('folders'),
  },
  layout: { engine: { photos: 60, subfolders: true, overview: { asks_layout: true } }, events: [] },
  keys: { engine: NORMAL, events: panel('keys') },
  'done-notice': { engine: { ...NORMAL, snapshot: LOOKING }, events: [] },
  first: {
    engine: {
      ...FIRST,
      snapshot: {
        offers: {
          here: '/home/anna/Pictures',
          demo: '/home/anna/.local/share/photocluster/Demo photos',
          recent: [
            { path: '/home/anna/Inspections/2024 Harbour Street', photos: 20014, queue: 3212, at_ms: 1715522700000 },
            { path: '/media/anna/Camera trap', photos: 812, queue: 0, at_ms: 1715000000000 },
          ],
        },
      },
    },
  },
  'first-new': { engine: { ...FIRST, snapshot: { offers: { demo: '/home/anna/Demo photos', recent: [] } } } },
  'model-notice': { engine: { ...NORMAL, overview: { manual: 312, vectors: 648, model: 'builtin-0123456789ab' } } },
  refused: { engine: { ...FIRST, snapshot: { connection: { kind: 'refused' } } } },
  'other-version': { engine: { ...FIRST, snapshot: { connection: { kind: 'other_version', theirs: 2, ours: 1 } } } },
  broken: {
    engine: {
      ...FIRST,
      snapshot: { connection: { kind: 'broken', detail: 'WebAssembly.Module(): SIMD is not supported' } },
    },
  },
};

export function engineOf(scene: Scene): FakeEngine {
  return new FakeEngine(scene.engine);
}
