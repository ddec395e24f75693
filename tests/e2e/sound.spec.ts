// What the loudspeakers get: the page's own sound, tapped where it leaves for them and taken apart into its notes.
import { expect, test } from '@playwright/test';
import { Folder, Helper, MODEL, WITHOUT_DATA } from './helper';
import { Person } from './person';

test.skip(WITHOUT_DATA !== false, String(WITHOUT_DATA));

declare global {
  interface Window {
    /** The strongest frequency of each moment that was not silent, Hz, with its amplitude (1: as loud as can be). */
    heard: { at: number; hertz: number; amplitude: number }[];
  }
}

/** Runs in the page before its own scripts. */
function listen(): void {
  window.heard = [];
  const connect = AudioNode.prototype.connect;
  const taps = new WeakMap<BaseAudioContext, AnalyserNode>();
  const tapOf = (context: BaseAudioContext): AnalyserNode => {
    const known = taps.get(context);
    if (known) return known;
    const tap = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0 });
    taps.set(context, tap);
    const spectrum = new Float32Array(tap.frequencyBinCount);
    const wave = new Float32Array(tap.fftSize);
    setInterval(() => {
      tap.getFloatTimeDomainData(wave);
      const amplitude = wave.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      if (amplitude < 0.01) return;
      tap.getFloatFrequencyData(spectrum);
      const strongest = spectrum.indexOf(Math.max(...spectrum));
      const hertz = (strongest * context.sampleRate) / tap.fftSize;
      window.heard.push({ at: performance.now(), hertz, amplitude });
    }, 10);
    return tap;
  };
  AudioNode.prototype.connect = function (this: AudioNode, ...to: [AudioNode]) {
    if (to[0] === this.context.destination) connect.call(this, tapOf(this.context));
    return connect.apply(this, to);
  } as typeof connect;
  // A person who looks at another window meanwhile: what is done within ten seconds is told only then.
  Object.defineProperty(document, 'hidden', { get: () => true });
}

let folder: Folder;
let before: string[];
let helper: Helper;

test.beforeEach(async ({ page }) => {
  folder = Folder.caltech20(120);
  before = folder.contents();
  helper = await Helper.start(folder);
  await page.addInitScript(listen);
});

test.afterEach(async () => {
  await helper.stop();
  expect(folder.contents(), 'no photo is lost, doubled or changed').toEqual(before);
  folder.remove();
});

/** Sorts one photo by hand (a gesture, without which a browser plays nothing), then has all photos looked at. */
async function lookAtAll(person: Person): Promise<void> {
  await person.open(helper.address);
  await person.assign('first');
  const { port } = helper;
  await helper.stop();
  helper = await Helper.start(folder, { model: MODEL, port });
  await expect(person.page.getByText(/photos were looked at/).first()).toBeVisible({
    timeout: 60_000,
  });
  await person.page.waitForTimeout(700);
}

test('two rising notes are heard when all photos were looked at, and then it is quiet', async ({ page }) => {
  await lookAtAll(new Person(page, folder));
  const heard = await page.evaluate(() => window.heard);
  const near = (hertz: number) => heard.filter((moment) => Math.abs(moment.hertz - hertz) < 15);
  expect(near(659.25).length, 'an E').toBeGreaterThan(3);
  expect(near(880).length, 'the A above it').toBeGreaterThan(3);
  expect(near(659.25)[0].at).toBeLessThan(near(880)[0].at);
  const loudest = Math.max(...heard.map((moment) => moment.amplitude));
  expect(loudest, 'audible').toBeGreaterThan(0.1);
  expect(loudest, 'not loud').toBeLessThan(0.62); // two notes of 30 % where they overlap
  const length = heard[heard.length - 1].at - heard[0].at;
  expect(length, 'ms').toBeLessThan(700);
});

test('nothing is heard when sound is switched off', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('photocluster.preferences', JSON.stringify({ sound: false })));
  await lookAtAll(new Person(page, folder));
  expect(await page.evaluate(() => window.heard)).toEqual([]);
});
