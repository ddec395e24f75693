import { en } from './messages-en';
import { ru } from './messages-ru';

/** The languages that are complete. */
export type Language = 'en' | 'ru';

/** A text, or one for each plural form that the language has; `{name}` stands for a parameter. */
export type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

export type MessageKey = keyof typeof en;

/** What a message says about; numbers are written as the language does, `count` chooses the plural form. */
export type Params = Readonly<Record<string, string | number>>;

/** A sentence that is not yet in any language. */
export interface Label {
  key: MessageKey;
  params?: Params;
}

const MESSAGES: Record<Language, Record<MessageKey, Message>> = { en, ru };

const memo = <T>(make: (language: Language) => T): ((language: Language) => T) => {
  const made = new Map<Language, T>();
  return (language) => {
    const known = made.get(language) ?? make(language);
    made.set(language, known);
    return known;
  };
};

const plurals = memo((language) => new Intl.PluralRules(language));
const numbers = memo((language) => new Intl.NumberFormat(language));

/** The message in the language. An unknown parameter stays as it is written, so that a fault is seen. */
export function translate(language: Language, key: MessageKey, params: Params = {}): string {
  const message = MESSAGES[language][key];
  let text: string;
  if (typeof message === 'string') {
    text = message;
  } else {
    const form = plurals(language).select(Number(params['count'] ?? 0));
    text = message[form] ?? message.other;
  }
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? numbers(language).format(value) : value;
  });
}

/** The first of the person's languages that is complete, else English. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0];
    if (base === 'ru' || base === 'en') return base;
  }
  return 'en';
}
