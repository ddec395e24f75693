import type { Language } from './i18n';

/** 0.934 → "93 %". Never 100 % for less than all, never 0 % for more than nothing. */
export function percent(language: Language, share: number): string {
  const whole = Math.round(share * 100);
  const shown = share < 1 && whole >= 100 ? 99 : share > 0 && whole <= 0 ? 1 : whole;
  return `${new Intl.NumberFormat(language).format(shown)}\u00a0%`;
}

/** A cosine as a likeness: below 0 there is none. */
export function likeness(language: Language, score: number): string {
  return percent(language, Math.max(0, Math.min(1, score)));
}

export function integer(language: Language, value: number): string {
  return new Intl.NumberFormat(language).format(value);
}

/** When a photo was taken: the camera's own clock, which knows no zone. */
export function dateTaken(language: Language, ms: number): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(ms);
}

/** When something was decided, in the time of this machine; today's without the date. */
export function dateDecided(language: Language, ms: number, now: number): string {
  const sameDay = new Date(ms).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(language, {
    ...(sameDay ? {} : { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
  }).format(ms);
}

/** "about 12 min"; '' when nothing can be said. */
export function timeLeft(language: Language, seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '';
  const [value, unit] =
    seconds < 90
      ? [Math.ceil(seconds), 'second']
      : seconds < 5400
        ? [Math.ceil(seconds / 60), 'minute']
        : [Math.ceil(seconds / 3600), 'hour'];
  return new Intl.NumberFormat(language, { style: 'unit', unit: String(unit), unitDisplay: 'short' }).format(
    Number(value),
  );
}

/** "2024/May/a.jpg" → ["2024/May", "a.jpg"]; the folder is '' at the root. */
export function splitPlace(place: string): [folder: string, name: string] {
  const slash = place.lastIndexOf('/');
  return slash < 0 ? ['', place] : [place.slice(0, slash), place.slice(slash + 1)];
}
