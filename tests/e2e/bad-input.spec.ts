// What goes wrong is said in one sentence with a next step, and nothing is lost or decided by it.
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Folder, Helper, WITHOUT_DATA } from './helper';
import { Person } from './person';
import { inWorker } from './worker-script';

test.skip(WITHOUT_DATA !== false, String(WITHOUT_DATA));

let folder: Folder;
let helper: Helper;
let before: string[];

test.beforeEach(() => {
  folder = Folder.caltech20(30);
});
test.afterEach(async () => {
  await helper.stop();
  expect(folder.contents(), 'no photo is lost, doubled or changed').toEqual(before);
  folder.remove();
});

async function start(): Promise<void> {
  before = folder.contents();
  helper = await Helper.start(folder);
}

test('a photo that another program moved away is said so, and the next one is there', async ({ page }) => {
  await start();
  const person = new Person(page, folder);
  await person.open(helper.address);
  await person.assign('Roof');
  const gone = await person.painted();
  fs.mkdirSync(path.join(folder.root, 'elsewhere'));
  fs.renameSync(path.join(folder.root, gone), path.join(folder.root, 'elsewhere', gone));
  await person.press('Digit1');
  await expect(page.getByRole('alert')).toContainText('another program moved it');
  const next = await person.painted();
  expect(next).not.toBe(gone);
  expect(fs.existsSync(path.join(folder.root, 'elsewhere', gone))).toBe(true);
  await person.assign('Roof');
  await expect.poll(() => folder.tree().has(`Roof/${next}`)).toBe(true);
});

test('a folder that vanishes is said so, and sorting goes on when it is back', async ({ page }) => {
  await start();
  const person = new Person(page, folder);
  await person.open(helper.address);
  await person.assign('Roof');
  const name = await person.painted();
  await person.agrees();
  fs.renameSync(folder.root, `${folder.root}.away`);
  await person.press('Digit1');
  await expect(page.getByRole('alert')).toBeVisible();
  fs.renameSync(`${folder.root}.away`, folder.root);
  expect(folder.tree().has(name)).toBe(true);
  const again = await person.assign('Roof');
  await expect.poll(() => folder.tree().has(`Roof/${again}`)).toBe(true);
  await person.agrees();
});

test('a name that cannot be a folder is refused while it is typed', async ({ page }) => {
  await start();
  const person = new Person(page, folder);
  await person.open(helper.address);
  const name = await person.painted();
  for (const bad of ['CON', 'a/b', '..', 'x'.repeat(300)]) {
    await person.press('Slash');
    await page.keyboard.insertText(bad);
    await expect(page.getByText('This name cannot be used', { exact: false })).toBeVisible();
    await person.press('Enter');
    await person.press('Escape');
    expect(await person.photo()).toBe(name);
  }
  expect(folder.log().filter((record) => record.op === 'assign')).toEqual([]);
});

test('a file that is no picture is listed with its reason, and never asked about', async ({ page }) => {
  fs.writeFileSync(path.join(folder.root, 'IMG_0000.jpg'), 'not a picture');
  await start();
  const person = new Person(page, folder);
  await person.open(helper.address);
  await expect.poll(() => person.photo()).not.toBe('IMG_0000.jpg');
  await page.getByRole('button', { name: '1 not shown' }).click();
  await expect(page.getByText('IMG_0000.jpg')).toBeVisible();
});

test('a program of another version is told from one that is away', async ({ page }) => {
  await start();
  await inWorker(
    page,
    `{ const Real = WebSocket;
       self.WebSocket = class extends Real {
         set onmessage(hear) {
           super.onmessage = ({ data }) => hear({ data: data.replace('"protocol":1', '"protocol":7') });
         }
       }; }`,
  );
  await page.goto(helper.address);
  await expect(page.getByRole('heading', { name: 'The program is of another version' })).toBeVisible();
});

test('an address that was used before opens nothing', async ({ page, browser }) => {
  await start();
  await new Person(page, folder).open(helper.address);
  const stranger = await browser.newPage();
  const response = await stranger.goto(helper.address);
  expect(response?.status()).toBe(403);
  await expect(stranger.getByText('photocluster link', { exact: false })).toBeVisible();
  await stranger.goto(folder.run('link', folder.root).match(/http:\S+/)?.[0] ?? '');
  await expect(stranger.getByRole('group', { name: /^Photo / })).toBeVisible();
  await stranger.close();
});

test('nothing is decided that was not seen', async ({ page }) => {
  await start();
  await page.route('**/api/v1/previews/**', async (route) => {
    await new Promise((done) => setTimeout(done, 3000));
    await route.continue();
  });
  await page.goto(helper.address);
  const person = new Person(page, folder);
  await person.attach();
  await expect(page.getByRole('group', { name: /^Photo / })).toBeVisible();
  for (const code of ['Enter', 'Space', 'KeyX', 'Delete', 'Digit1']) await person.press(code);
  await page.waitForTimeout(1000);
  expect(folder.log()).toHaveLength(folder.log().filter((record) => record.op === 'root').length);
});

test('a held key decides once', async ({ page }) => {
  await start();
  const person = new Person(page, folder);
  await person.open(helper.address);
  await person.painted();
  await page.keyboard.down('Delete');
  for (let repeat = 0; repeat < 20; ++repeat) {
    await page.waitForTimeout(50);
    await page.keyboard.down('Delete');
  }
  await page.keyboard.up('Delete');
  await person.agrees();
  expect(folder.log().filter((record) => record.op === 'trash').length).toBe(1);
});

test('on any control a key is that control’s alone', async ({ page }) => {
  await start();
  const person = new Person(page, folder);
  await person.open(helper.address);
  await person.assign('Roof');
  await person.painted();
  await person.agrees();
  const decided = folder.log().length;
  const controls = page.locator('button:visible, input:visible, select:visible, a[href]:visible');
  const count = await controls.count();
  expect(count).toBeGreaterThan(5);
  for (let at = 0; at < count; ++at) {
    for (const code of ['Digit1', 'KeyX', 'Delete']) {
      await controls.nth(at).focus();
      await person.press(code);
    }
  }
  await page.waitForTimeout(300);
  expect(folder.log().length).toBe(decided);
});
