/** Short tones, made by the browser. Silent until the first gesture of the person, as browsers demand. */
export interface Sound {
  play(tone: 'done' | 'error'): void;
}

const APART_MS = 300;
const VOLUME = 0.3;
const NOTES = { done: [659.25, 880], error: [220] } as const;

export function createSound(isOn: () => boolean): Sound {
  let context: AudioContext | null = null;
  let last = -APART_MS;
  return {
    play(tone) {
      const now = performance.now();
      if (!isOn() || now - last < APART_MS || !mayPlay()) return;
      last = now;
      const audio = (context ??= new AudioContext()); // made for the first tone: it costs a tenth of a second
      NOTES[tone].forEach((frequency, index) => playNote(audio, frequency, index * 0.12));
    },
  };
}

function mayPlay(): boolean {
  return typeof AudioContext !== 'undefined' && (navigator.userActivation?.hasBeenActive ?? true);
}

function playNote(context: AudioContext, frequency: number, delay: number): void {
  const start = context.currentTime + delay;
  const oscillator = new OscillatorNode(context, { frequency, type: 'sine' });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(VOLUME, start + 0.01);
  gain.gain.exponentialRampToValueAtTime(0.001, start + 0.25);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + 0.3);
}
