// Pictures of the gallery, to be looked at, and what axe finds: shoot.mjs OUT [SCENE…]
// Needs a running `npm run gallery` in web/. Environment: WIDTHS=360,1366 THEMES=dark LANGUAGES=en CHROMIUM=/usr/bin/chromium
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(new URL('../../../web/package.json', import.meta.url));
const { chromium } = require('@playwright/test');
const { AxeBuilder } = require('@axe-core/playwright');

const list = (name, otherwise) => (process.env[name] ?? otherwise).split(',');
const HEIGHTS = { 360: 740, 1366: 650, 2560: 1300 };
const address = process.env.GALLERY ?? 'http://localhost:8123/';
const [out, ...only] = process.argv.slice(2);
fs.mkdirSync(out, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const first = await browser.newPage();
await first.goto(address);
await first.locator('a').first().waitFor();
const scenes = only.length > 0 ? only : await first.locator('a').allTextContents();

let findings = 0;
for (const width of list('WIDTHS', '360,1366,2560').map(Number)) {
  for (const theme of list('THEMES', 'dark,light')) {
    for (const language of list('LANGUAGES', 'en,ru')) {
      const context = await browser.newContext({
        viewport: { width, height: HEIGHTS[width] ?? 800 },
        hasTouch: width < 700,
        isMobile: width < 700,
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      page.on('pageerror', (error) => console.log(`${page.url()}: ${error.message}`));
      for (const scene of scenes) {
        const shot = `${scene}-${width}-${theme}-${language}`;
        await page.goto(`${address}?scene=${scene}&theme=${theme}&language=${language}`);
        await page.waitForTimeout(700);
        await page.screenshot({ path: path.join(out, `${shot}.png`) });
        findings += await look(page, shot);
      }
      await context.close();
    }
  }
}
await browser.close();
console.log(`${findings} findings`);
process.exitCode = findings > 0 ? 1 : 0;

/** Prints what axe finds, and every text or control that is cut off or leaves the window. */
async function look(page, shot) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const { id, help, nodes } of violations) {
    for (const node of nodes.slice(0, 2))
      console.log(`${shot}: ${id}: ${help}: ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`);
  }
  const cut = await page.evaluate(() => {
    const found = [];
    for (const element of document.querySelectorAll('h1,h2,h3,p,dt,dd,button,span,label,legend,li')) {
      const style = getComputedStyle(element);
      const hides = style.overflowX !== 'visible' && element.children.length === 0;
      if (element.closest('.unseen, .strip, .stacks') || element.clientWidth === 0) continue;
      if (hides && element.scrollWidth > element.clientWidth + 1)
        found.push(`cut: ${element.className} ${element.textContent}`);
      const box = element.getBoundingClientRect();
      if (box.right > innerWidth + 1 && !element.closest('.rail-list'))
        found.push(`outside: ${element.className} ${element.textContent}`);
    }
    if (document.documentElement.scrollWidth > innerWidth)
      found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    return found;
  });
  for (const text of cut.slice(0, 6)) console.log(`${shot}: ${text}`);
  return violations.length + cut.length;
}
