// A helper on a folder of its own, and what a test wants to know of that folder.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';

const checkout = path.resolve(__dirname, '../..');
export const DATA = path.resolve(checkout, '../shared/data');
export const MODEL = path.join(DATA, 'models/mobilenetv2_cliplike512_fp32.onnx');

/** Why a test that needs the optional test data cannot run, or false. */
export const WITHOUT_DATA = fs.existsSync(DATA)
  ? false
  : 'the optional test data (../shared/data beside the checkout) is not here';

function program(): string {
  return process.env.PHOTOCLUSTER ?? path.join(checkout, 'build/release/native-helper/photocluster');
}

export interface LogRecord {
  seq: number;
  op: string;
  src: string;
  dst: string;
  cluster: string;
  note: string;
  of?: number;
}

/** SplitMix64 is for the core; for a test any fixed order will do. */
function shuffled<T>(items: T[], seed: number): T[] {
  return items
    .map((item, at) => ({ item, key: createHash('sha256').update(`${seed}:${at}`).digest('hex') }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ item }) => item);
}

/** A folder of photos below a temporary one, where the helper's private files and previews also go. */
export class Folder {
  readonly home = fs.mkdtempSync(path.join(os.tmpdir(), 'photocluster-e2e-'));
  readonly root = path.join(this.home, 'Photos');
  /** The class that each photo was taken from, by file name. */
  readonly truth = new Map<string, string>();

  constructor() {
    fs.mkdirSync(this.root);
  }

  /** `count` photos of caltech20 (or all), flattened and shuffled: IMG_0000.jpg …; names say nothing of the class. */
  static caltech20(count = Infinity, classes?: string[]): Folder {
    const folder = new Folder();
    const source = path.join(DATA, 'photos/caltech20');
    const photos = fs
      .readdirSync(source, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && (!classes || classes.includes(entry.name)))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap(({ name }) =>
        fs
          .readdirSync(path.join(source, name))
          .sort()
          .map((file) => ({ name, file })),
      );
    shuffled(photos, 20)
      .slice(0, count)
      .forEach(({ name, file }, at) => {
        const to = `IMG_${String(at).padStart(4, '0')}.jpg`;
        folder.truth.set(to, name);
        fs.copyFileSync(path.join(source, name, file), path.join(folder.root, to));
        fs.chmodSync(path.join(folder.root, to), 0o644); // the test data may be read-only
      });
    return folder;
  }

  /** Every file below the root but those of the program's own, with the photos in the trash: path → hash. */
  tree(): Map<string, string> {
    const files = new Map<string, string>();
    const walk = (folder: string) => {
      for (const entry of fs.readdirSync(path.join(this.root, folder), { withFileTypes: true })) {
        const place = path.posix.join(folder, entry.name);
        if (entry.isDirectory()) {
          if (place !== '.clustering') walk(place);
          else if (fs.existsSync(path.join(this.root, '.clustering/trash'))) walk('.clustering/trash');
        } else {
          files.set(
            place,
            createHash('sha256')
              .update(fs.readFileSync(path.join(this.root, place)))
              .digest('hex'),
          );
        }
      }
    };
    walk('');
    return files;
  }

  /** The content of all photos, wherever they lie: what must never change. */
  contents(): string[] {
    return [...this.tree().values()].sort();
  }

  log(): LogRecord[] {
    const file = path.join(this.root, '.clustering/actions.jsonl');
    if (!fs.existsSync(file)) return [];
    const lines = fs.readFileSync(file, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as LogRecord);
  }

  /** What the command line prints. */
  run(...parameters: string[]): string {
    return execFileSync(program(), parameters, { env: this.environment(), encoding: 'utf8', timeout: 120_000 });
  }

  /** One Command as `photocluster do` takes it. */
  do(command: object): string {
    const input = `${JSON.stringify(command)}\n`;
    return execFileSync(program(), ['do', this.root], { env: this.environment(), encoding: 'utf8', input });
  }

  status(): { model: string; embedded: number } {
    return JSON.parse(this.run('status', this.root, '--json')) as { model: string; embedded: number };
  }

  environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      XDG_STATE_HOME: path.join(this.home, 'state'),
      XDG_CACHE_HOME: path.join(this.home, 'cache'),
      XDG_DATA_HOME: path.join(this.home, 'share'),
      XDG_RUNTIME_DIR: path.join(this.home, 'state'),
    };
  }

  remove(): void {
    fs.rmSync(this.home, { recursive: true, force: true });
  }
}

/** `photocluster serve` on a folder. */
export class Helper {
  private constructor(
    private child: ChildProcess,
    readonly address: string,
    readonly port: string,
  ) {}

  /** `port`: to come back to the same address. */
  static async start(
    folder: Folder,
    options: { model?: string; port?: string; more?: string[] } = {},
  ): Promise<Helper> {
    const parameters = ['serve', folder.root, '--no-open', '--model', options.model ?? 'none'];
    if (options.port) parameters.push('--port', options.port);
    parameters.push(...(options.more ?? []));
    return Helper.spawn(parameters, folder);
  }

  /** Without a folder: the page offers some, `here` among them. */
  static async startIn(here: string, folder: Folder, port?: string): Promise<Helper> {
    return Helper.spawn(['serve', '--no-open', ...(port ? ['--port', port] : [])], folder, here);
  }

  private static async spawn(parameters: string[], folder: Folder, cwd?: string): Promise<Helper> {
    const env = folder.environment();
    const child = spawn(program(), parameters, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
    const address = await new Promise<string>((resolve, reject) => {
      child.once('exit', (status) => reject(new Error(`the helper ended with ${status}`)));
      readline.createInterface({ input: child.stdout }).on('line', (line) => {
        const found = /http:\/\/\S+/.exec(line);
        if (found) resolve(found[0]);
      });
    });
    return new Helper(child, address, new URL(address).port);
  }

  /** SIGTERM: it ends in order. SIGKILL: it does not. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill(signal);
    await ended;
  }
}
