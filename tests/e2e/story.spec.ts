// What a person does on an ordinary day, with the real program, the real model and real photos.
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Folder, Helper, MODEL, WITHOUT_DATA } from './helper';
import { Person } from './person';

test.skip(WITHOUT_DATA !== false, String(WITHOUT_DATA));

let folder: Folder;
let helper: Helper;
let before: string[];

test.afterEach(async () => {
  await helper.stop();
  expect(folder.contents(), 'no photo is lost, doubled or changed').toEqual(before);
  folder.remove();
});

for (const layout of ['english', 'russian'] as const) {
  test(`a folder is sorted by keys alone, on a ${layout} keyboard`, async ({ page }) => {
    test.setTimeout(180_000);
    folder = Folder.caltech20();
    before = folder.contents();
    helper = await Helper.start(folder, { model: MODEL });
    const person = new Person(page, folder, layout);

    await person.open(helper.address);
    expect(page.url()).not.toContain('token');
    expect(await person.toSort()).toBe(1200);

    // By hand, before the photos were looked at: a name the first time, its key from then on.
    for (let photo = 0; photo < 14; ++photo) {
      const name = await person.painted();
      await person.assign(folder.truth.get(name) ?? '');
      await expect(page.getByRole('group', { name: `Photo ${name}`, exact: true })).toBeHidden();
      await person.agrees();
    }
    expect(await person.toSort()).toBe(1186);

    // Not now; trash; back; again.
    const skipped = await person.decide('Space');
    await person.agrees();
    const trashed = await person.decide('Delete');
    await person.agrees();
    expect([...folder.tree().keys()].filter((place) => place.startsWith('.clustering/trash/')).length).toBe(1);
    await person.decide('KeyZ', { control: true });
    await person.painted(trashed);
    await person.agrees();
    await person.decide('KeyZ', { control: true, shift: true });
    await expect(page.getByRole('group', { name: `Photo ${trashed}`, exact: true })).toBeHidden();
    await person.agrees();
    await person.decide('KeyU');
    await person.painted(trashed);
    await person.agrees();
    expect(folder.log().some((record) => record.op === 'skip' && record.src === skipped)).toBe(true);

    // The program is killed and started again: the page goes on by itself.
    await helper.stop('SIGKILL');
    await expect(page.getByText('The program does not answer', { exact: false }).first()).toBeVisible();
    helper = await Helper.start(folder, { model: MODEL, port: helper.port });
    await expect(page.getByText('The program does not answer', { exact: false })).toHaveCount(0);
    await person.assign(folder.truth.get(trashed) ?? '');
    await person.agrees();

    // Every photo was looked at: Enter takes what is suggested.
    await person.waitForEmbedding();
    for (let photo = 0; photo < 5; ++photo) {
      const name = await person.painted();
      const suggested = await page.getByRole('heading', { name: /^Is it / }).innerText();
      await expect(page.getByRole('list', { name: 'Because of these' }).getByRole('img').first()).toBeVisible();
      await page.waitForTimeout(400); // Enter counts when the photo was there for 300 ms
      await person.press('Enter');
      await expect(page.getByRole('group', { name: `Photo ${name}`, exact: true })).toBeHidden();
      await expect.poll(() => folder.log().at(-1)?.src).toBe(name);
      expect(`Is it ${folder.log().at(-1)?.cluster}?`).toBe(suggested);
    }
    await person.agrees();

    // The summary follows within a second or so, and the log alone gives the same.
    await page.waitForTimeout(2000);
    expect(folder.run('replay', folder.root, '--check')).toContain('same');
    expect(person.complaints).toEqual([]);
  });
}

test('photos sort themselves as the plan shows, and come back as one step', async ({ page }) => {
  folder = Folder.caltech20(Infinity, ['airplanes', 'Motorbikes', 'bonsai', 'watch']);
  const photos = folder.truth.size;
  before = folder.contents();
  helper = await Helper.start(folder, { model: MODEL });
  const person = new Person(page, folder);
  await person.open(helper.address);
  await person.waitForEmbedding();
  for (let photo = 0; photo < 24; ++photo) {
    const name = await person.painted();
    await person.assign(folder.truth.get(name) ?? '');
    await expect(page.getByRole('group', { name: `Photo ${name}`, exact: true })).toBeHidden();
  }
  await person.agrees();

  await person.tabTo(page.getByRole('button', { name: 'Sort by itself' }));
  await person.press('Enter');
  const apply = page.getByRole('button', { name: /^Sort [\d,]+ photos? by/ });
  const threshold = page.getByRole('slider', { name: 'Likeness at least' });
  await page.getByRole('spinbutton', { name: 'Examples at least' }).fill('2');
  const counts: number[] = [];
  for (const value of ['0.6', '0.7', '0.8']) {
    await threshold.fill(value);
    await page.waitForTimeout(300);
    const text = (await apply.count()) ? await apply.innerText() : '0';
    counts.push(Number(/[\d,]+/.exec(text)?.[0].replaceAll(',', '')));
  }
  expect(counts[0]).toBeGreaterThan(counts[2] ?? 0);
  await threshold.fill('0.6');
  await expect(apply).toContainText(String(counts[0]));
  await person.tabTo(apply);
  await person.press('Enter');
  await expect(page.getByText(`${counts[0]} photos were sorted.`)).toBeVisible();
  await person.agrees();
  const run = folder.log().filter((record) => record.op === 'auto');
  expect(run.length).toBe(counts[0]);
  expect(run.every((record) => record.note === 'auto')).toBe(true);
  const right = run.filter((record) => folder.truth.get(record.src) === record.cluster).length;
  expect(right / run.length).toBeGreaterThan(0.9);

  await person.tabTo(page.getByRole('button', { name: 'Take back' }).first());
  await person.press('Enter');
  await expect(page.getByText(`${counts[0]} photos were brought back.`)).toBeVisible();
  await person.agrees();
  expect(await person.toSort()).toBe(photos - 24);
});

test('looking at photos can be paused, and goes on where it was', async ({ page }) => {
  folder = Folder.caltech20();
  before = folder.contents();
  helper = await Helper.start(folder, { model: MODEL });
  const person = new Person(page, folder);
  await person.open(helper.address);
  await page.getByRole('button', { name: 'Working in the background' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Paused' })).toBeVisible();
  await page.waitForTimeout(1000); // what was under way comes to its end
  const done = folder.status().embedded;
  await page.waitForTimeout(1500);
  expect(folder.status().embedded).toBe(done);
  expect(done).toBeLessThan(1200);
  await page.getByRole('button', { name: 'Go on' }).click();
  await person.waitForEmbedding();
  await expect.poll(() => folder.status().embedded).toBe(1200);
});

test('any line of the history can be taken back', async ({ page }) => {
  folder = Folder.caltech20(60);
  before = folder.contents();
  helper = await Helper.start(folder);
  const person = new Person(page, folder);
  await person.open(helper.address);
  await expect(page.getByText('No model is at work', { exact: false })).toBeVisible();
  const first = await person.assign('Roof');
  await person.painted();
  const second = await person.assign('Wall');
  await person.painted();
  await person.agrees();

  await page.getByRole('button', { name: /to sort/ }).click();
  await expect(page.getByText('sorted by you')).toBeVisible();
  await expect(page.getByText('in the trash')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'History' }).click();
  await page.getByRole('button', { name: 'Take back: 1 photo to Roof' }).click();
  await expect.poll(() => folder.tree().has(first)).toBe(true);
  expect(folder.tree().has(`Wall/${second}`)).toBe(true);
  await page.getByRole('button', { name: 'Sort', exact: true }).click();
  await expect.poll(() => person.toSort()).toBe(59);
  await person.agrees();

  // The command line writes through the running program, and the page shows it.
  folder.run(
    'undo',
    folder.root,
    '--record',
    String(folder.log().find((record) => record.cluster === 'Wall' && record.op === 'assign')?.seq),
  );
  await expect.poll(() => person.toSort()).toBe(60);
  await person.agrees();
});

test('in a tree the layout is asked once, sorted folders are taken, others left alone', async ({ page }) => {
  folder = Folder.caltech20(24);
  const names = [...folder.truth.keys()];
  const put = (to: string, from: number, until: number) => {
    fs.mkdirSync(path.join(folder.root, to), { recursive: true });
    for (const name of names.slice(from, until)) {
      fs.renameSync(path.join(folder.root, name), path.join(folder.root, to, name));
    }
  };
  put('2024/May', 0, 8);
  put('2024/Roof', 8, 12);
  put('scans/old', 12, 16);
  put('2023/roof', 16, 18);
  before = folder.contents();
  helper = await Helper.start(folder);
  const person = new Person(page, folder);
  await person.open(helper.address);
  expect(await person.toSort()).toBe(24);

  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('button', { name: 'Subfolders…' }).click();
  const choose = async (of: string, choice: string) => {
    const row = page.getByRole('listitem').filter({ hasText: of });
    await row.getByRole('radio', { name: choice }).click({ force: true }); // checked once it is a record
  };
  await page.getByRole('button', { name: /^Roof is sorted already: 2 folders, 6 photos/i }).click();
  await expect.poll(() => person.toSort()).toBe(18);
  await expect(page.getByRole('button', { name: /is sorted already/ })).toHaveCount(0);
  await choose('scans/old', 'leave alone');
  await expect.poll(() => person.toSort()).toBe(14);
  await page.keyboard.press('Escape');
  expect((await person.clusters()).map((name) => name.toLowerCase())).toEqual(['roof']);

  const name = await person.assign('Wall');
  await expect(page.getByText('Where do the photos go?')).toBeVisible();
  await expect(page.getByText(`2024/May/Wall/${name}`)).toBeVisible();
  await expect(page.getByText(`Wall/2024/May/${name}`)).toBeVisible();
  await page.getByRole('button', { name: /Into one folder for all/ }).click();
  await expect.poll(() => folder.tree().has(`Wall/${name}`)).toBe(true);
  const next = await person.assign('Wall');
  await expect.poll(() => folder.tree().has(`Wall/${next}`)).toBe(true);
  await expect.poll(() => person.toSort()).toBe(12);
});
