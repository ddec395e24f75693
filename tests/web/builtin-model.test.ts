import { readFile } from 'node:fs/promises';

import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { expect, test } from 'vitest';

const SIDE = 224;
const SOURCES = new URL('../..', import.meta.url);

// The picture of tests/helper/models/builtin_test.cc, whose numbers the fixture has.
function picture(): Float32Array {
  const values = new Float32Array(3 * SIDE * SIDE);
  for (let i = 0; i < values.length; ++i) {
    const c = Math.floor(i / (SIDE * SIDE));
    const y = Math.floor(i / SIDE) % SIDE;
    const x = i % SIDE;
    const wave = (x * (c + 3) + y * (2 * c + 5)) % 97;
    const grain = (i * 7919) % 31;
    values[i] = wave / 32 - 1.5 + grain / 64;
  }
  return values;
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; ++i) {
    ab += a[i]! * b[i]!;
    aa += a[i]! * a[i]!;
    bb += b[i]! * b[i]!;
  }
  return ab / Math.sqrt(aa * bb);
}

test('the built-in model gives in a browser what the helper gives', async () => {
  env.wasm.numThreads = 1;
  const model = await readFile(new URL('native-helper/models/builtin.onnx', SOURCES));
  const session = await InferenceSession.create(model, { executionProviders: ['wasm'] });
  const input = new Tensor('float32', picture(), [1, 3, SIDE, SIDE]);
  const { image_embeds } = await session.run({ pixel_values: input });
  expect(image_embeds?.dims).toEqual([1, 512]);

  const fixture = await readFile(new URL('tests/fixtures/models/builtin_vector.txt', SOURCES), 'utf8');
  const helper = fixture.trim().split(/\s+/).map(Number);
  expect(helper).toHaveLength(512);
  expect(cosine(image_embeds?.data as Float32Array, helper)).toBeGreaterThanOrEqual(0.9999);
});
