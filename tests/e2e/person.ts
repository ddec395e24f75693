// A person at the page: sees what is shown, presses keys, and looks into the folder.
import { type CDPSession, expect, type Locator, type Page } from '@playwright/test';
import type { Folder } from './helper';

/** What the keys give on a Russian layout; keys go by position, so nothing may depend on it. */
const CYRILLIC: Record<string, string> = { KeyZ: 'я', KeyU: 'г', KeyX: 'ч', Slash: '.', Backslash: '\\' };

interface Modifiers {
  control?: boolean;
  shift?: boolean;
}

export class Person {
  /** What the browser complained of: an error of the page, or something that its policy forbids. */
  readonly complaints: string[] = [];
  #cdp: CDPSession | null = null;

  constructor(
    readonly page: Page,
    readonly folder: Folder,
    private readonly layout: 'english' | 'russian' = 'english',
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) this.complaints.push(message.text());
    });
  }

  /** Opens the address; the first photo is there. */
  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await this.attach();
    await this.painted();
  }

  /** Puts the hands on the keyboard. */
  async attach(): Promise<void> {
    this.#cdp = await this.page.context().newCDPSession(this.page);
  }

  /** The name of the photo in question. */
  async photo(): Promise<string> {
    const label = await this.page.getByRole('group', { name: /^Photo / }).getAttribute('aria-label');
    return (label ?? '').replace('Photo ', '');
  }

  /** Waits until a photo (this one) is in question and on the screen. */
  async painted(name?: string): Promise<string> {
    let shown = '';
    await expect
      .poll(async () => {
        if ((await this.page.getByRole('group', { name: /^Photo / }).count()) !== 1) return false;
        shown = name ?? (await this.photo()); // the page may go on by itself: a picture that does not come
        const group = this.page.getByRole('group', { name: `Photo ${shown}`, exact: true });
        const picture = group.getByRole('img', { name: shown, exact: true });
        if ((await picture.count()) !== 1) return false;
        return picture.evaluate(isHere, undefined, { timeout: 500 }).catch(() => false); // gone again meanwhile
      })
      .toBe(true);
    await this.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30)))),
    );
    return shown;
  }

  async press(code: string, { control = false, shift = false }: Modifiers = {}): Promise<void> {
    const digit = /^Digit(\d)$/.exec(code)?.[1];
    const latin: Record<string, string> = { Slash: '/', Backslash: '\\', Space: ' ', Enter: '\r' };
    const letter = /^Key(.)$/.exec(code)?.[1]?.toLowerCase();
    const russian = this.layout === 'russian' ? CYRILLIC[code] : undefined;
    const key = russian ?? digit ?? (code === 'Enter' ? 'Enter' : (latin[code] ?? letter ?? code));
    const windowsVirtualKeyCode =
      { Enter: 13, Escape: 27, Space: 32, Delete: 46, Slash: 191, Backslash: 220, Tab: 9 }[code] ??
      (digit ? 48 + Number(digit) : (letter?.toUpperCase().charCodeAt(0) ?? 0));
    const event = { code, key, windowsVirtualKeyCode, modifiers: (control ? 2 : 0) + (shift ? 8 : 0) };
    const text = control ? undefined : code === 'Enter' ? '\r' : key.length === 1 ? key : undefined;
    await this.#cdp?.send('Input.dispatchKeyEvent', {
      type: text ? 'keyDown' : 'rawKeyDown',
      ...event,
      ...(text && { text }),
    });
    await this.#cdp?.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  /** A deciding key, once the photo in question is on the screen. Gives the photo's name. */
  async decide(code: string, modifiers?: Modifiers): Promise<string> {
    const name = await this.painted();
    await this.press(code, modifiers);
    return name;
  }

  /** By the keyboard alone. */
  async tabTo(control: Locator): Promise<void> {
    await expect(control).toBeVisible();
    for (let tabs = 0; tabs < 120; ++tabs) {
      if (await control.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error('no number of tabs leads there');
  }

  /** To this folder by `/` and its name, or by its key. */
  async assign(cluster: string): Promise<string> {
    const name = await this.painted();
    const known = await this.clusters();
    const key = known.indexOf(cluster) + 1;
    if (key >= 1 && key <= 9) {
      await this.press(`Digit${key}`);
    } else {
      await this.press('Slash');
      await expect(this.page.getByRole('combobox', { name: 'To which folder?' })).toBeFocused();
      await this.page.keyboard.insertText(cluster);
      await this.press('Enter');
    }
    return name;
  }

  /** The names in the rail, in the order of their keys. */
  async clusters(): Promise<string[]> {
    const rows = this.page.getByRole('complementary', { name: 'Folders' }).getByRole('button', { name: /, \d/ });
    const labels = await rows.evaluateAll((buttons) =>
      buttons.map((button) => button.getAttribute('aria-label') ?? ''),
    );
    return labels.map((label) => label.replace(/, [\d,]+ photos?$/, ''));
  }

  async toSort(): Promise<number> {
    const text = await this.page.getByRole('button', { name: /to sort/ }).innerText();
    return Number((/([\d,]+) to sort/.exec(text)?.[1] ?? 'NaN').replaceAll(',', ''));
  }

  /** Until every photo was looked at. */
  async waitForEmbedding(): Promise<void> {
    await expect(this.page.getByRole('button', { name: 'Nothing goes on in the background' })).toBeVisible({
      timeout: 90_000,
    });
  }

  /** The State's hash here and at the helper. */
  async hashes(): Promise<[string, string]> {
    return await this.page.evaluate(async () => {
      const { photocluster } = window as unknown as { photocluster: { stateHash(): Promise<string> } };
      const helper = (await (await fetch('/api/v1/state')).json()) as { hash: string };
      return [await photocluster.stateHash(), helper.hash] as [string, string];
    });
  }

  /** Page, log and tree say the same. */
  async agrees(): Promise<void> {
    await expect
      .poll(async () => {
        const [here, there] = await this.hashes();
        return here === there && here.length === 32;
      })
      .toBe(true);
    await expect.poll(() => disagreement(this.folder)).toBe('');
    const undecided = [...this.folder.tree().keys()].filter((place) => !place.includes('/')).length;
    await expect.poll(() => this.toSort()).toBe(undecided);
  }
}

const isHere = (image: Element) => image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0;

/** The first photo that does not lie where the log says, or ''. For folders that had no subfolders. */
export function disagreement(folder: Folder): string {
  const tree = folder.tree();
  const places = new Map([...folder.truth.keys()].map((name) => [name, name])); // place now -> first name
  for (const { op, src, dst, of, seq } of folder.log()) {
    if (!src || !dst || src === dst) continue;
    if (op === 'failed' && of === undefined) return `record ${seq} answers nothing`;
    const photo = places.get(src);
    if (photo === undefined) return `record ${seq} moves ${src}, where nothing lies`;
    places.delete(src);
    places.set(dst, photo);
  }
  for (const place of places.keys()) if (!tree.has(place)) return `${place} is not there`;
  for (const place of tree.keys()) if (!places.has(place)) return `${place} is in no record`;
  return '';
}
