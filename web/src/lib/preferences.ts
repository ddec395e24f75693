import { preferredLanguage, type Language } from './i18n';

/** What belongs to the person at this browser, not to the folder. */
export interface Preferences {
  language: Language;
  theme: 'dark' | 'light';
  sound: boolean;
  notice: boolean; // an overlay when the work in the background is done
  rail: boolean;
  modelSaid: boolean; // which model is at work
}

const KEY = 'photocluster.preferences';

/** Those of the last visit; what is missing or damaged is as at the first. */
export function loadPreferences(storage: Pick<Storage, 'getItem'>, languages: readonly string[]): Preferences {
  const first: Preferences = {
    language: preferredLanguage(languages),
    theme: 'dark',
    sound: true,
    notice: true,
    rail: true,
    modelSaid: false,
  };
  let kept: unknown;
  try {
    kept = JSON.parse(storage.getItem(KEY) ?? '{}');
  } catch {
    return first;
  }
  if (typeof kept !== 'object' || kept === null) return first;
  const value = kept as Partial<Record<keyof Preferences, unknown>>;
  return {
    language: value.language === 'en' || value.language === 'ru' ? value.language : first.language,
    theme: value.theme === 'light' ? 'light' : 'dark',
    sound: value.sound !== false,
    notice: value.notice !== false,
    rail: value.rail !== false,
    modelSaid: value.modelSaid === true,
  };
}

/** A browser that keeps nothing (private window, full disk) costs the preferences only. */
export function savePreferences(storage: Pick<Storage, 'setItem'>, preferences: Preferences): void {
  try {
    storage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // They hold until the page is closed.
  }
}
