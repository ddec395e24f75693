// A page of another origin, written for the original program, drives this one unchanged: plain fetch, plain <img>.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { DATA, Folder, Helper, WITHOUT_DATA } from './helper';

test.skip(WITHOUT_DATA !== false, String(WITHOUT_DATA));

const ORIGIN = 'http://localhost:5173';
const original = path.join(DATA, 'original');

interface Step {
  request?: { method: string; path: string; query?: Record<string, string>; body?: object };
  outside?: { copy: string; to: string };
  status: number;
  response: unknown;
}

let folder: Folder;
let helper: Helper;
let client: http.Server;

async function start(before: string | null): Promise<void> {
  folder = new Folder();
  if (before) {
    fs.cpSync(before, folder.root, { recursive: true });
    for (const place of fs.readdirSync(folder.root, { recursive: true }) as string[]) {
      fs.chmodSync(path.join(folder.root, place), 0o755); // the test data may be read-only
    }
  }
  helper = await Helper.start(folder, { more: ['--allow-origin', ORIGIN, '--original-auto-move'] });
}

test.beforeEach(async () => {
  client = http.createServer((_, answer) => {
    answer.setHeader('Content-Type', 'text/html');
    answer.end('<!doctype html><title>The original client</title>');
  });
  await new Promise<void>((resolve, reject) => {
    client.once('error', reject);
    client.listen(5173, 'localhost', resolve);
  });
});
test.afterEach(async () => {
  client.close();
  await helper.stop();
  folder.remove();
});

/** The call as the page makes it: status and body, or the length of a picture's file. */
async function call(page: Page, { method, path: at, query, body }: NonNullable<Step['request']>): Promise<unknown[]> {
  const address = `http://localhost:${helper.port}${at}${query ? `?${new URLSearchParams(query)}` : ''}`;
  return page.evaluate(
    async ([url, how, sent]) => {
      const options = sent
        ? { method: how, headers: { 'Content-Type': 'application/json' }, body: sent }
        : { method: how };
      const answer = await fetch(url, options);
      const isText = answer.headers.get('Content-Type') === 'application/json';
      return [answer.status, isText ? await answer.json() : { bytes: (await answer.blob()).size }] as unknown[];
    },
    [address, method, body ? JSON.stringify(body) : ''] as const,
  );
}

async function replay(page: Page, name: string): Promise<void> {
  const text = fs.readFileSync(path.join(original, 'transcripts', `${name}.json`), 'utf8');
  const { steps } = JSON.parse(text.replaceAll('{ROOT}', folder.root)) as { steps: Step[] };
  await page.goto(ORIGIN);
  for (const { request, outside, status, response } of steps) {
    if (outside) {
      fs.mkdirSync(path.dirname(outside.to), { recursive: true });
      fs.copyFileSync(outside.copy, outside.to);
    }
    if (!request) continue;
    const [gotStatus, got] = await call(page, request);
    const what = `${request.method} ${request.path} ${JSON.stringify(request.query ?? request.body)}`;
    expect(gotStatus, what).toBe(status);
    if (status === 422) continue; // its words are free
    expect(got, what).toMatchObject(
      response instanceof Object && 'bytes' in response ? { bytes: response.bytes } : Object(response),
    );
  }
}

test('the calls of an empty folder', async ({ page }) => {
  await start(null);
  await replay(page, 'empty-root');
});

test('the calls of work without suggestions, and pictures', async ({ page }) => {
  await start(path.join(original, 'before/manual-only'));
  await replay(page, 'manual-only');
  const [, session] = await call(page, { method: 'GET', path: '/queue', query: { root: folder.root } });
  const photo = (session as { queue: string[] }).queue[0]!;
  const source = `http://localhost:${helper.port}/image?${new URLSearchParams({ root: folder.root, path: photo })}`;
  const width = await page.evaluate(async (src) => {
    const image = new Image();
    image.src = src;
    await image.decode();
    return image.naturalWidth;
  }, source);
  expect(width).toBeGreaterThan(0);
});

test('a page of another port is refused', async ({ page }) => {
  await start(null);
  const other = http.createServer((_, answer) => answer.end('<!doctype html>')).listen(0, 'localhost');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as { port: number };
  await page.goto(`http://localhost:${port}`);
  const refused = page.evaluate(
    (url) =>
      fetch(url).then(
        () => 'read',
        () => 'refused',
      ),
    `http://localhost:${helper.port}/session?root=/`,
  );
  expect(await refused).toBe('refused');
  other.close();
});
