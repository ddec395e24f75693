// When and where files go: asked in place, changed later, shown before it happens, taken back by one key.
import fs from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { Folder, Helper, WITHOUT_DATA } from './helper';
import { Person } from './person';

test.skip(WITHOUT_DATA !== false, String(WITHOUT_DATA));

let folder: Folder;
let helper: Helper;
let before: string[];

test.beforeEach(async () => {
  folder = Folder.caltech20(8);
  fs.mkdirSync(path.join(folder.root, 'Day'));
  for (const name of ['IMG_0000.jpg', 'IMG_0001.jpg']) {
    fs.renameSync(path.join(folder.root, name), path.join(folder.root, 'Day', name));
  }
  before = folder.contents();
  helper = await Helper.start(folder);
});
test.afterEach(async () => {
  await helper.stop();
  expect(folder.contents(), 'no photo is lost, doubled or changed').toEqual(before);
  folder.remove();
});

const places = () => [...folder.tree().keys()].sort();

test('files wait until they are moved, and follow another layout, each shown before and taken back', async ({
  page,
}) => {
  const person = new Person(page, folder);
  await person.open(helper.address);
  const untouched = places();

  // Asked at the first assignment: what happens to the file, and where it goes.
  await person.assign('Roof');
  const asked = page.getByRole('region', { name: 'Where do the photos go?' });
  await asked.getByRole('radio', { name: 'move at the end' }).click({ force: true }); // checked once it is a record
  await expect(asked).toContainText('Files stay where they are until you move them, all at once');
  await page.screenshot({ path: test.info().outputPath('asked.png') });
  await asked.getByRole('button', { name: /^Beside the others/ }).click();
  await expect.poll(() => person.toSort()).toBe(7);
  for (const left of [6, 5]) {
    await person.assign('Roof');
    await expect.poll(() => person.toSort()).toBe(left);
  }
  expect(places(), 'nothing has moved').toEqual(untouched);

  // Shown, then moved by one key.
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('button', { name: 'Where files go…' }).click();
  const panel = page.getByRole('region', { name: 'Where files go' });
  await expect(panel).toContainText('3 photos are decided and wait to be moved:');
  const shown = await panel.getByRole('listitem').allInnerTexts();
  expect(shown).toHaveLength(3);
  expect((await new AxeBuilder({ page }).include('.panel').analyze()).violations).toEqual([]);
  await page.screenshot({ path: test.info().outputPath('waiting.png') });
  await person.tabTo(panel.getByRole('button', { name: 'Move 3 photos' }));
  await page.keyboard.press('Enter');
  await expect(panel).not.toContainText('wait to be moved');
  const goals = shown.map((row) => row.split(' → ')[1] ?? '');
  for (const goal of goals) expect(places()).toContain(goal);

  // Another layout: what lies elsewhere now is shown, and moved by one key.
  await panel.getByRole('radio', { name: 'Into one folder for all' }).click({ force: true });
  await expect(panel).toContainText('lie elsewhere than they would now:');
  await page.setViewportSize({ width: 760, height: 800 });
  await page.screenshot({ path: test.info().outputPath('relayout.png') });
  const beside = places();
  await panel.getByRole('button', { name: 'Move 2 photos' }).click();
  await expect(panel).not.toContainText('lie elsewhere');
  expect(places().filter((place) => place.startsWith('Day/'))).toEqual([]);

  // Each is one step back.
  await person.press('Escape');
  await person.press('KeyZ', { control: true });
  await expect.poll(places).toEqual(beside);
  await person.press('KeyZ', { control: true }); // the layout
  await person.press('KeyZ', { control: true }); // the moves
  await expect.poll(places).toEqual(untouched);
  expect(person.complaints).toEqual([]);
});
