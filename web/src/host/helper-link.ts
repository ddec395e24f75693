// The connection to a helper: one WebSocket, made again whenever it is lost, and the two streams beside it.
//
//   open -> hello -> welcome -> (GET snapshot) -> events …  -> closed -> wait -> open …
import type { Connection } from '../engine/engine';
import type {
  Event,
  HelperMessage,
  Hello,
  Outcome,
  PageMessage,
  Request as Order,
  Welcome,
} from '../engine/protocol.gen';
import { NOT_REACHED } from '../engine/worker-messages';

export const PROTOCOL_VERSION = 1;
const WAITS_MS = [100, 250, 500, 1000, 2000];

/** Who follows: told everything in order. */
export interface Listener {
  connection(connection: Connection): void;
  welcome(welcome: Welcome): void;
  /** Gives the number of the last event that the bytes contain, or null when they are of no use. */
  snapshot(bytes: Uint8Array): number | null;
  /** False when something is missing before it: a new snapshot is fetched. `text` is the event as JSON. */
  event(event: Event, text: string): boolean;
  /** What to say in a hello. */
  position(): { run: string; event: number } | null;
}

interface Waiting {
  resolve: (outcome: Outcome) => void;
}

const OPENING = '{"event":'.length; // before the event's JSON text, which the core reads by itself

/** Never ends; one for the life of the worker. */
export class HelperLink {
  #socket: WebSocket | null = null;
  #failures = 0;
  #orders = 0;
  #waiting = new Map<number, Waiting>();
  #kept: (() => void)[] | null = null; // events and answers that wait for a snapshot, in order
  readonly #listener: Listener;

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  open(): void {
    const address = new URL('/api/v1/ws', self.location.origin);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.onopen = () => this.#say({ hello: this.#hello() });
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      if (socket === this.#socket) this.#hear(data);
    };
    socket.onclose = () => {
      if (socket === this.#socket) void this.#lost();
    };
  }

  order(order: Omit<Order, 'id'>): Promise<Outcome> {
    if (this.#socket?.readyState !== WebSocket.OPEN) return Promise.resolve(NOT_REACHED);
    const id = ++this.#orders;
    return new Promise((resolve) => {
      this.#waiting.set(id, { resolve });
      this.#say({ request: { id, ...order } });
    });
  }

  #hello(): Hello {
    const position = this.#listener.position();
    return position
      ? {
          protocol: PROTOCOL_VERSION,
          run: position.run,
          event: position.event,
        }
      : { protocol: PROTOCOL_VERSION };
  }

  #say(message: PageMessage) {
    this.#socket?.send(JSON.stringify(message));
  }

  #hear(text: string) {
    const message = JSON.parse(text) as HelperMessage;
    if ('welcome' in message) this.#welcomed(message.welcome);
    else this.#inOrder(() => this.#heard(message, text));
  }

  #inOrder(step: () => void) {
    if (this.#kept) this.#kept.push(step);
    else step();
  }

  #heard(message: Exclude<HelperMessage, { welcome: Welcome }>, text: string) {
    if ('event' in message) {
      if (!this.#listener.event(message.event, text.slice(OPENING, -1))) void this.#fetchSnapshot();
    } else {
      this.#waiting.get(message.answer.id)?.resolve(message.answer.outcome);
      this.#waiting.delete(message.answer.id);
    }
  }

  #welcomed(welcome: Welcome) {
    if (welcome.protocol !== PROTOCOL_VERSION) {
      this.#drop();
      this.#listener.connection({
        kind: 'other_version',
        theirs: welcome.protocol,
        ours: PROTOCOL_VERSION,
      });
      return;
    }
    this.#failures = 0;
    this.#listener.welcome(welcome);
    if (welcome.snapshot) void this.#fetchSnapshot();
    else this.#listener.connection({ kind: 'open' });
  }

  async #fetchSnapshot(): Promise<void> {
    this.#kept = [];
    const socket = this.#socket;
    const bytes = await fetchBytes('/api/v1/snapshot');
    if (socket !== this.#socket) return; // lost meanwhile: the next welcome says what to do
    const contains = bytes && this.#listener.snapshot(bytes);
    const kept = this.#kept;
    this.#kept = null;
    if (contains === null) {
      socket?.close();
      return;
    }
    this.#listener.connection({ kind: 'open' });
    for (const step of kept) this.#inOrder(step);
  }

  /** No more of this socket. */
  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    this.#kept = null;
    socket?.close();
    for (const { resolve } of this.#waiting.values()) resolve(NOT_REACHED);
    this.#waiting.clear();
  }

  async #lost(): Promise<void> {
    this.#drop();
    this.#listener.connection((await isRefused()) ? { kind: 'refused' } : { kind: 'away' });
    const wait = WAITS_MS[Math.min(this.#failures++, WAITS_MS.length - 1)];
    setTimeout(() => this.open(), wait);
  }
}

async function fetchBytes(address: string): Promise<Uint8Array | null> {
  try {
    const response = await fetch(address, { cache: 'no-store' });
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    return null; // away
  }
}

/** A closed WebSocket does not say why; a plain request does. */
async function isRefused(): Promise<boolean> {
  try {
    const { status } = await fetch('/api/v1/state', { cache: 'no-store' });
    return status === 401 || status === 403;
  } catch {
    return false;
  }
}
