// Pages that follow one helper stay equal, whatever happens to their connections.
import { expect, test } from '@playwright/test';
import { Folder, Helper, MODEL, WITHOUT_DATA } from './helper';
import { Person } from './person';
import { inWorker } from './worker-script';

test.skip(WITHOUT_DATA !== false, String(WITHOUT_DATA));

let folder: Folder;
let before: string[];
let helper: Helper;

test.beforeEach(async () => {
  folder = Folder.caltech20(40);
  before = folder.contents();
  helper = await Helper.start(folder, { model: MODEL });
});
test.afterEach(async () => {
  await helper.stop();
  expect(folder.contents(), 'no photo is lost, doubled or changed').toEqual(before);
  folder.remove();
});

for (const messages of [2, 3, 4, 5]) {
  test(`a connection that is lost after every ${messages} messages costs nothing`, async ({ page }) => {
    await inWorker(
      page,
      `{ const Real = WebSocket;
         self.WebSocket = class extends Real {
           constructor(address) {
             super(address);
             let left = ${messages};
             this.addEventListener('message', () => { if (--left === 0) this.close(); });
           }
         }; }`,
    );
    const person = new Person(page, folder);
    await page.goto(helper.address);
    await expect.poll(() => person.hashes()).not.toContain('');
    const names = [...folder.truth.keys()].slice(0, 8);
    for (const name of names) folder.do({ assign: { places: [name], cluster: folder.truth.get(name) ?? '' } });
    folder.run('undo', folder.root, '--count', '3');
    await expect.poll(async () => new Set(await person.hashes()).size, { timeout: 60_000 }).toBe(1);
    expect(folder.tree().size).toBe(40);
  });
}

test('two pages and the command line see each other', async ({ page, context }) => {
  const anna = new Person(page, folder);
  await anna.open(helper.address);
  const boris = new Person(await context.newPage(), folder);
  await boris.open(new URL('/', helper.address).href);
  await anna.page.bringToFront();
  await anna.assign('Roof');
  await boris.page.bringToFront();
  await expect.poll(() => boris.clusters()).toEqual(['Roof']);
  await boris.assign('Wall');
  await expect.poll(() => anna.clusters()).toEqual(['Roof', 'Wall']);
  folder.run('undo', folder.root, '--count', '2');
  for (const person of [anna, boris]) await person.agrees();
  expect(await anna.toSort()).toBe(40);
});

test('vectors of another model are kept apart, and found again', async ({ page }) => {
  const person = new Person(page, folder);
  await person.open(helper.address);
  await person.waitForEmbedding();
  const first = folder.status().model;
  await person.assign('Roof');
  await expect(page.getByRole('heading', { name: 'Is it Roof?' })).toBeVisible();
  await helper.stop();
  helper = await Helper.start(folder, {
    model: MODEL.replace(/[^/]*$/, 'squeezenet11_embed_fp32.onnx'),
    port: helper.port,
  });
  await expect.poll(() => folder.status().model, { timeout: 30_000 }).not.toBe(first);
  await expect.poll(() => folder.status().embedded, { timeout: 30_000 }).toBe(40);
  await person.agrees();
  await expect(page.getByRole('heading', { name: 'Is it Roof?' })).toBeVisible();
});
