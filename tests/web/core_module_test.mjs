// The module that the page loads, called from JavaScript: core_module_test.mjs FOLDER_OF_CORE_MJS
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const folder = process.argv[2];
const { default: createCore } = await import(pathToFileURL(path.join(folder, 'core.mjs')));
const core = await createCore({ wasmBinary: await readFile(path.join(folder, 'core.wasm')) });
const declaration = await readFile(path.join(folder, 'core.d.mts'), 'utf8');

const CLIP = { side: 8, mean: [0.5, 0.5, 0.5], stdDev: [0.5, 0.25, 0.125] };

test('EveryDeclaredFunctionIsThere', () => {
  for (const [name, object] of [
    ['Core', core],
    ['Follower', core.Follower.prototype],
  ]) {
    const [, body] = declaration.match(new RegExp(`interface ${name} \\{(.*?)^\\}`, 'ms'));
    const declared = [...body.matchAll(/^ {2}(\w+)\(/gm)].map((match) => match[1]);
    assert.ok(declared.length > 0);
    for (const method of declared) assert.equal(typeof object[method], 'function', method);
  }
});

test('ClusterNameThatLeavesItsFolderBreaksARule', () => {
  assert.equal(JSON.parse(core.nameFault('  Снег ')), null);
  const rules = ['', '..', 'a/b', 'CON'].map((name) => JSON.parse(core.nameFault(name)).rule);
  assert.deepEqual(rules, ['empty', 'dot_folder', 'several_folders', 'windows_device']);
});

test('NamesThatLookAlikeHaveOneKey', () => {
  assert.equal(core.clusterKey('САТ'), core.clusterKey('cat'));
  assert.notEqual(core.clusterKey('cat'), core.clusterKey('dog'));
});

test('GreyPhotoBecomesAGreyTensor', () => {
  const { value } = core.preprocess(new Uint8Array(12 * 10 * 3).fill(255), 12, 10, 6, CLIP);
  assert.equal(value.length, 3 * 8 * 8);
  for (let channel = 0; channel < 3; channel++) {
    const expected = new Set([[1, 2, 4][channel]]);
    assert.deepEqual(new Set(value.subarray(channel * 64, channel * 64 + 64)), expected);
  }
});

test('EmptyPhotoIsRefused', () => {
  assert.equal(typeof core.preprocess(new Uint8Array(0), 0, 0, 1, CLIP).error, 'string');
});

test('EmbeddingIsStoredAsAUnitVector', () => {
  const { value } = core.quantise(new Float32Array([3, 4]));
  assert.deepEqual([...value], [19660, 26214, ...new Array(14).fill(0)]);
});

test('EmbeddingOfZerosIsRefused', () => {
  assert.equal(typeof core.quantise(new Float32Array(16)).error, 'string');
});

test('CosineOfPerpendicularVectorsIsZeroAndOfEqualOnesIsAboutOne', () => {
  const right = core.quantise(new Float32Array([1, 0])).value;
  const up = core.quantise(new Float32Array([0, 1])).value;
  assert.equal(core.cosine(right, up), 0);
  assert.equal(core.cosine(up, up), 1);
});

test('ResultsSurviveGrowingMemory', () => {
  const { value } = core.quantise(new Float32Array([3, 4]));
  core.preprocess(new Uint8Array(4000 * 4000 * 3), 4000, 4000, 1, CLIP);
  assert.equal(value[1], 26214);
});

test('BytesThatAreNoSnapshotAreRefusedWithASentence', () => {
  const { value, error } = core.openFollower(new Uint8Array(100));
  assert.equal(value, undefined);
  assert.match(error, /\w+ \w+/);
});

test('TheModuleIsSmallEnoughForASlowLine', async () => {
  const sizes = await Promise.all(
    ['core.wasm', 'core.mjs'].map(async (name) => gzipSync(await readFile(path.join(folder, name))).length),
  );
  assert.ok(sizes[0] + sizes[1] <= 350 * 1024, `${sizes[0]} + ${sizes[1]} bytes, compressed`);
});
