// What is to be told of a folder is told in the person's language.
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { DATA, Folder, Helper, WITHOUT_DATA } from './helper';
import { Person } from './person';

test.skip(WITHOUT_DATA !== false, String(WITHOUT_DATA));
test.use({ locale: 'ru-RU' });

let folder: Folder;
let helper: Helper;
let before: string[];

test.beforeEach(async () => {
  folder = new Folder();
  fs.cpSync(path.join(DATA, 'original/roots/site-clip'), folder.root, { recursive: true });
  for (const place of fs.readdirSync(folder.root, { recursive: true }) as string[]) {
    fs.chmodSync(path.join(folder.root, place), 0o755); // the test data may be read-only
  }
  before = folder.contents();
  helper = await Helper.start(folder);
});
test.afterEach(async () => {
  await helper.stop();
  expect(folder.contents(), 'no photo is lost, doubled or changed').toEqual(before);
  folder.remove();
});

test('a folder of the original program says in Russian what was taken over', async ({ page }) => {
  const person = new Person(page, folder);
  await page.goto(helper.address);
  await page.locator('button:has(.dot)').click();
  const panel = page.locator('section.popover');
  await expect(panel).toContainText(/\d+ решени[ейяе]+ прежней программы/);
  await expect(panel).not.toContainText(/original program/);
  await page.screenshot({ path: test.info().outputPath('told.png') });
  expect(person.complaints).toEqual([]);
});
