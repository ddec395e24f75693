// A person who starts the program without a folder.
import fs from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { Folder, Helper } from './helper';
import { Person } from './person';

let folder: Folder;
let helper: Helper;

test.beforeEach(async () => {
  folder = new Folder();
  helper = await Helper.startIn(folder.root, folder);
});
test.afterEach(async () => {
  await helper.stop();
  folder.remove();
});

test('demo photos are made, sorted with suggestions, and offered again the next time', async ({ page }) => {
  test.setTimeout(120_000);
  const person = new Person(page, folder);
  await page.goto(helper.address);
  await person.attach();
  await expect(page.getByRole('heading', { name: 'A pile of photos becomes named folders' })).toBeVisible();
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations).toEqual([]);

  const begun = Date.now();
  await page.getByRole('button', { name: 'Try it with demo photos' }).click();
  await expect(page.getByRole('group', { name: /^Photo / })).toBeVisible({ timeout: 40_000 });
  await person.painted();
  expect(await person.toSort()).toBeGreaterThanOrEqual(200);
  await page.getByRole('button', { name: 'Some subfolders are sorted already…' }).click();
  for (const sorted of ['Roof', 'Sea']) {
    const row = page.getByRole('listitem').filter({ hasText: sorted });
    await row.getByRole('radio', { name: 'already sorted' }).click({ force: true }); // checked once it is a record
  }
  await expect.poll(() => person.clusters()).toEqual(['Roof', 'Sea']);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: /^Is it / })).toBeVisible({ timeout: 30_000 });
  expect(Date.now() - begun, 'suggestions within a minute').toBeLessThan(60_000);
  const { port } = helper;
  await helper.stop();

  // The page that is still open is offered what the next start offers.
  helper = await Helper.startIn(folder.root, folder, port);
  await page.getByRole('button', { name: 'Continue sorting Demo photos' }).click();
  await person.painted();
  await expect(page.getByRole('heading', { name: /^Is it / })).toBeVisible();
  expect(person.complaints).toEqual([]);
});

test('a key on the first screen decides about no photo', async ({ page }) => {
  const person = new Person(page, folder);
  await page.goto(helper.address);
  await person.attach();
  await page.getByRole('button', { name: 'Try it with demo photos' }).click();
  await expect(page.getByRole('group', { name: /^Photo / })).toBeVisible({ timeout: 40_000 });
  await person.painted();
  const { port } = helper;
  await helper.stop();
  const demo = path.join(folder.home, 'share/photocluster/Demo photos');
  fs.renameSync(demo, path.join(folder.home, 'other'));
  helper = await Helper.startIn(folder.root, folder, port);
  await page.getByRole('button', { name: 'Try it with demo photos' }).click();
  await expect(page.getByText('Making the demo photos…')).toBeVisible();
  for (const code of ['Delete', 'Space', 'Enter']) await person.press(code);
  await expect(page.getByRole('group', { name: /^Photo / })).toBeVisible({ timeout: 40_000 });
  await person.waitForEmbedding();
  const log = fs.readFileSync(path.join(demo, '.clustering/actions.jsonl'), 'utf8');
  const done = log.split('\n').filter((line) => /"op":"(trash|skip|assign)"/.test(line));
  expect(done).toEqual([]);
});

test('the folder it was started in is one of the choices, and one that is gone is said to be', async ({ page }) => {
  const person = new Person(page, folder);
  await page.goto(helper.address);
  const here = page.getByRole('button', { name: 'Sort this folder: Photos' });
  await expect(here).toBeVisible();
  fs.renameSync(folder.root, `${folder.root} away`);
  await here.click();
  await expect(page.getByRole('alert')).toContainText('This folder is not there now');
  fs.renameSync(`${folder.root} away`, folder.root);
  await here.click();
  await expect(page.getByText('No photos here', { exact: false }).first()).toBeVisible();
  expect(person.complaints).toEqual([]);
});
