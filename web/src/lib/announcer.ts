/** Joins what is to be read aloud, so that a fast person is not followed by a queue of sentences. */
export interface Announcer {
  say(text: string): void;
  stop(): void;
}

const APART_MS = 2000;
const MOST = 4; // of one announcement; older ones are dropped, the newest say how things stand

export function createAnnouncer(show: (text: string) => void): Announcer {
  let waiting: string[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = () => {
    timer = null;
    if (waiting.length === 0) return;
    show(waiting.slice(-MOST).join(' '));
    waiting = [];
    timer = setTimeout(flush, APART_MS);
  };
  return {
    say(text) {
      waiting.push(text);
      if (timer === null) flush();
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
