// How fast the page is, in Chromium, on the helper that serves it:  page_bench.mjs PROGRAM MAKE_FOLDER
//
//   key -> next photo painted      20,000 photos; from the key's event to the frame that shows the next photo, decoded
//   slider step -> what would move 100,000 photos, 64 folders; from the slider's event to the counts on the screen
//   opening                        100,000 photos; from the request for the page to the first photo, and to the State
import { spawn, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';

const web = path.resolve(import.meta.dirname, '../../web/package.json');
const { chromium } = createRequire(web)('playwright-core');
const [program, makeFolder] = process.argv.slice(2);
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'photocluster-page-bench-'));
const env = {
  ...process.env,
  XDG_STATE_HOME: `${home}/state`,
  XDG_CACHE_HOME: `${home}/cache`,
  XDG_RUNTIME_DIR: `${home}/state`,
};

const started = [];

async function serve(photos) {
  const root = path.join(home, `photos-${photos}`);
  execFileSync(makeFolder, [root, String(photos)], { stdio: 'inherit' });
  const child = spawn(program, ['serve', root, '--no-open', '--model', 'none'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  const address = await new Promise((resolve) => {
    readline.createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /http:\/\/\S+/.exec(line);
      if (found) resolve(found[0]);
    });
  });
  return { address, stop: () => new Promise((done) => child.once('exit', done) && child.kill('SIGTERM')) };
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

function row(what, times, wanted) {
  const sorted = [...times].sort((a, b) => a - b);
  const figures = [0.5, 0.75, 0.99].map((share) => at(sorted, share).toFixed(1));
  console.log(`| ${what} | ${times.length} | ${figures.join(' | ')} | ${wanted} |`);
}

// In the page: resolves with the milliseconds from a trusted key event to the frame after which the next photo, decoded,
// is on top.
function watchKeys() {
  const top = () => document.querySelector('.slide-top img');
  window.keyTimes = [];
  window.addEventListener(
    'keydown',
    (event) => {
      const before = top()?.dataset.place;
      const look = () => {
        const image = top();
        if (image && image.dataset.place !== before && image.complete && image.naturalWidth > 0) {
          requestAnimationFrame(() => window.keyTimes.push(performance.now() - event.timeStamp));
        } else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },
    true,
  );
}

async function measureKeys(browser) {
  const helper = await serve(20_000);
  const page = await browser.newPage({ viewport: { width: 1366, height: 650 } });
  await page.goto(helper.address);
  await page.locator('.slide-top img').waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.rail-row').length > 60);
  await page.waitForTimeout(3000);
  await page.evaluate(watchKeys);
  for (let key = 0; key < 200; ++key) {
    await page.keyboard.press(`Digit${1 + (key % 9)}`);
    await page.waitForFunction((count) => window.keyTimes.length > count, key);
    await page.waitForTimeout(120); // a quick person decides eight times a second
  }
  row('key → next photo painted, 20,000 photos', await page.evaluate(() => window.keyTimes), '75 %: 50, 99 %: 100');
  await page.close();
  await helper.stop();
}

async function measureLarge(browser) {
  const helper = await serve(100_000);
  const page = await browser.newPage({ viewport: { width: 1366, height: 650 } });
  const begun = Date.now();
  await page.goto(helper.address);
  await page.locator('.slide-top img').waitFor();
  row('opening → first photo, 100,000 photos', [Date.now() - begun], '');
  const taken = await page.evaluate(async () => {
    const begin = performance.now();
    await (await fetch('/api/v1/snapshot')).arrayBuffer();
    return performance.now() - begin;
  });
  row('of it: the snapshot fetched', [taken], '');
  await page.evaluate(
    () =>
      new Promise((resolve) =>
        photocluster.subscribe((now) => now.loading === null && now.overview?.vectors === 100_000 && resolve()),
      ),
  );
  row('opening → all vectors here', [Date.now() - begun], '');

  await page.getByRole('button', { name: 'Sort by itself' }).click();
  const slider = page.getByRole('slider', { name: 'Likeness at least' });
  await slider.waitFor();
  await page.waitForTimeout(1000);
  const times = await slider.evaluate(async (input) => {
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    const button = document.querySelector('.button-main'); // cannot be pressed while a newer plan is awaited
    const all = [];
    for (let step = 0; step < 40; ++step) {
      const begin = performance.now();
      set.call(input, String(0.55 + (step % 20) * 0.01));
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((resolve) => {
        let awaited = false;
        const look = () => {
          awaited ||= button.disabled;
          if (!awaited || button.disabled) return;
          observer.disconnect();
          requestAnimationFrame(resolve); // the frame that shows it
        };
        const observer = new MutationObserver(look);
        observer.observe(button, { attributes: true });
        look();
      });
      all.push(performance.now() - begin);
      await new Promise((done) => setTimeout(done, 50)); // as a slider is dragged
    }
    return all;
  });
  row('slider step → counts on the screen, 100,000 photos, 64 folders', times, '50');
  const plans = await page.evaluate(async () => {
    const all = [];
    for (let step = 0; step < 40; ++step) {
      const begin = performance.now();
      await photocluster.plan(0.55 + (step % 20) * 0.01, 5, 0, 24);
      all.push(performance.now() - begin);
    }
    return all;
  });
  row('of it: the plan, asked of the core in its worker', plans, '50');
  await page.close();
  await helper.stop();
}

const browser = await chromium.launch({
  executablePath: process.env.PHOTOCLUSTER_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
try {
  console.log('| in Chromium, ms | times | median | 75 % | 99 % | wanted |\n|---|---:|---:|---:|---:|---|');
  await measureKeys(browser);
  await measureLarge(browser);
} finally {
  await browser.close();
  for (const child of started) child.kill('SIGKILL');
  fs.rmSync(home, { recursive: true, force: true });
}
