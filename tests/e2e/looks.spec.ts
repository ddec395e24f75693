// Every view in both themes and languages at three widths: nothing cut, nothing that axe finds. The pictures lie in
// build/web/screens, to be looked at.
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { Folder, Helper, MODEL, WITHOUT_DATA } from './helper';
import { Person } from './person';

test.skip(WITHOUT_DATA !== false, String(WITHOUT_DATA));

const SCREENS = path.resolve(__dirname, '../../build/web/screens');
const SIZES = [
  { width: 360, height: 740 },
  { width: 1366, height: 650 },
  { width: 2560, height: 1300 },
];

let folder: Folder;
let before: string[];
let helper: Helper;

test.beforeAll(async () => {
  if (WITHOUT_DATA) return;
  folder = Folder.caltech20(120);
  before = folder.contents();
  helper = await Helper.start(folder, { model: MODEL });
});
test.afterAll(async () => {
  if (WITHOUT_DATA) return;
  await helper.stop();
  expect(folder.contents(), 'no photo is lost, doubled or changed').toEqual(before);
  folder.remove();
});

async function check(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(300);
  await page.screenshot({ path: path.join(SCREENS, `${name}.png`) });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    name,
  ).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${name}: nothing is wider than the window`).toBeLessThanOrEqual(0);
}

test('every view is whole and accessible', async ({ page }) => {
  test.setTimeout(240_000);
  const person = new Person(page, folder);
  await person.open(helper.address);
  await person.waitForEmbedding();
  for (let photo = 0; photo < 12; ++photo) {
    const name = await person.painted();
    await person.assign(folder.truth.get(name) ?? '');
    await expect(page.getByRole('group', { name: `Photo ${name}`, exact: true })).toBeHidden();
  }
  await person.agrees();

  for (const theme of ['dark', 'light']) {
    for (const size of SIZES) {
      const at = `${theme}-${size.width}`;
      await page.setViewportSize(size);
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('radio', { name: theme }).check({ force: true });
      await check(page, `menu-${at}`);
      await page.keyboard.press('Escape');
      await check(page, `sort-${at}`);
      await person.press('Slash');
      await check(page, `name-${at}`);
      await person.press('Escape');
      await person.press('Slash', { shift: true });
      await check(page, `keys-${at}`);
      await person.press('Escape');
      await page.getByRole('button', { name: 'History' }).click();
      await check(page, `history-${at}`);
      await page.getByRole('button', { name: 'Sort', exact: true }).click();
    }
  }
});
