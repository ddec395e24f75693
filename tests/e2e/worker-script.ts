import type { Page } from '@playwright/test';

/** Runs `script` in the page's core worker before anything else: what a browser does to a worker's connections can only
 * be changed there. REQUIRES: before the page is opened */
export async function inWorker(page: Page, script: string): Promise<void> {
  await page.context().route(/\/assets\/core\.worker-.*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${script}\n${await response.text()}` });
  });
}
