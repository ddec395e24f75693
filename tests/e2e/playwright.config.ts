import path from 'node:path';
import { defineConfig } from '@playwright/test';

const checkout = path.resolve(__dirname, '../..');

export default defineConfig({
  testDir: __dirname,
  outputDir: path.join(checkout, 'build/web/playwright'),
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  workers: 1, // each test has a helper of its own; two would share the processor with each other's
  reporter: process.env.PLAYWRIGHT_JUNIT_OUTPUT_FILE ? [['list'], ['junit']] : [['list']],
  use: {
    viewport: { width: 1366, height: 650 },
    locale: 'en-GB',
    launchOptions: {
      executablePath: process.env.PHOTOCLUSTER_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        // A worker whose script a test has changed counts as one from the internet, which may not reach this computer.
        '--disable-features=LocalNetworkAccessChecks',
      ],
    },
    trace: 'retain-on-failure',
  },
});
