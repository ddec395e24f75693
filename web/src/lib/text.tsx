import { createContext, useContext, useMemo, type ReactNode } from 'react';

import * as format from './format';
import { translate, type Label, type Language, type MessageKey, type Params } from './i18n';

/** Words and figures in the person's language. */
export interface Text {
  language: Language;
  t(key: MessageKey, params?: Params): string;
  label(label: Label): string;
  integer(value: number): string;
  percent(share: number): string;
  likeness(score: number): string;
  dateTaken(ms: number): string;
  dateDecided(ms: number): string;
  timeLeft(seconds: number): string;
}

export function textOf(language: Language): Text {
  return {
    language,
    t: (key, params) => translate(language, key, params),
    label: ({ key, params }) => translate(language, key, params),
    integer: (value) => format.integer(language, value),
    percent: (share) => format.percent(language, share),
    likeness: (score) => format.likeness(language, score),
    dateTaken: (ms) => format.dateTaken(language, ms),
    dateDecided: (ms) => format.dateDecided(language, ms, Date.now()),
    timeLeft: (seconds) => format.timeLeft(language, seconds),
  };
}

const TextContext = createContext<Text>(textOf('en'));

export function TextProvider({ language, children }: { language: Language; children: ReactNode }) {
  const text = useMemo(() => textOf(language), [language]);
  return <TextContext value={text}>{children}</TextContext>;
}

export function useText(): Text {
  return useContext(TextContext);
}
