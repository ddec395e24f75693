// A folder that cannot be written to: sorted like any other, and no file of it is touched.
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Folder, Helper, WITHOUT_DATA } from './helper';
import { Person } from './person';

test.skip(WITHOUT_DATA !== false, String(WITHOUT_DATA));

let folder: Folder;
let helper: Helper;

test.afterEach(() => {
  fs.chmodSync(folder.root, 0o755);
  folder.remove();
});

test('decisions are kept, files stay, and the page says so', async ({ page }) => {
  folder = Folder.caltech20(8);
  const before = folder.tree();
  fs.chmodSync(folder.root, 0o555);
  test.skip(process.geteuid?.() === 0, 'permissions do not bind root');
  helper = await Helper.start(folder);
  const person = new Person(page, folder);
  await person.open(helper.address);
  await expect(page.getByText('decisions are kept, files stay')).toBeVisible();
  await person.assign('Roof');
  await expect.poll(() => person.toSort()).toBe(7);
  await person.decide('Digit1');
  await expect.poll(() => person.toSort()).toBe(6);
  await person.press('KeyZ', { control: true });
  await expect.poll(() => person.toSort()).toBe(7);

  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('button', { name: 'Where files go…' }).click();
  const panel = page.getByRole('region', { name: 'Where files go' });
  await expect(panel).toContainText('This folder cannot be written to.');
  await expect(panel.getByRole('radio', { name: 'move at the end' })).toHaveCount(0);
  await expect(panel).not.toContainText('wait to be moved');
  await page.screenshot({ path: test.info().outputPath('read-only.png') });
  await helper.stop();
  expect(folder.tree(), 'no file is touched, none is added').toEqual(before);
  expect(fs.readdirSync(folder.root).sort()).toEqual([...before.keys()].sort());

  // It is there again the next time, and once the folder can be written to the page says how to take it over.
  helper = await Helper.start(folder);
  await person.open(helper.address);
  await expect.poll(() => person.toSort()).toBe(7);
  await helper.stop();
  fs.chmodSync(folder.root, 0o755);
  helper = await Helper.start(folder);
  await person.open(helper.address);
  await page.locator('button:has(.dot)').click();
  await expect(page.locator('section.popover')).toContainText('This command takes them over: photocluster apply');
  await helper.stop();
  const [own = ''] = fs.readdirSync(path.join(folder.home, 'state/photocluster')).filter((name) => !name.includes('.'));
  folder.run('apply', path.join(folder.home, 'state/photocluster', own, '.clustering/actions.jsonl'), folder.root);
  expect([...folder.tree().keys()].filter((place) => place.startsWith('Roof/'))).toHaveLength(1);
  expect(folder.contents()).toEqual([...before.values()].sort());
});
