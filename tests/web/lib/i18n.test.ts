import { expect, test } from 'vitest';
import { preferredLanguage, translate, type Message, type MessageKey } from '../../../web/src/lib/i18n';
import { en } from '../../../web/src/lib/messages-en';
import { ru } from '../../../web/src/lib/messages-ru';

const KEYS = Object.keys(en) as MessageKey[];
const formsOf = (message: Message) => (typeof message === 'string' ? [message] : Object.values(message));
const parametersOf = (message: Message) =>
  new Set(formsOf(message).flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map((match) => match[1])));

test('EveryEnglishKeyHasARussianOneAndNoOther', () => {
  expect(Object.keys(ru).toSorted()).toEqual(KEYS.toSorted());
});

test('BothLanguagesSayTheSameParameters', () => {
  for (const key of KEYS) {
    const english: Message = en[key];
    for (const parameter of parametersOf(ru[key])) expect(parametersOf(english), key).toContain(parameter);
  }
});

test('RussianHasNoEnglishLeftOver', () => {
  const technical = /\{\w+\}|Chrome|Edge|Firefox|Photocluster|photocluster apply|Windows|CLIP|ONNX/g;
  for (const key of KEYS) {
    for (const form of formsOf(ru[key])) expect(form.replace(technical, ''), key).not.toMatch(/[a-z]{3}/i);
  }
});

test.each([
  [1, '1 photo was sorted.', '+ 1 файл вместе с ним'],
  [2, '2 photos were sorted.', '+ 2 файла вместе с ним'],
  [5, '5 photos were sorted.', '+ 5 файлов вместе с ним'],
  [21, '21 photos were sorted.', '+ 21 файл вместе с ним'],
])('PluralOf%i', (count, english, russian) => {
  expect(translate('en', 'auto.done', { count })).toBe(english);
  expect(translate('ru', 'caption.companions', { count })).toBe(russian);
});

test('NumbersAreWrittenAsTheLanguageDoes', () => {
  expect(translate('en', 'header.queue', { count: 16802 })).toBe('16,802 to sort');
  expect(translate('ru', 'header.queue', { count: 16802 })).toBe('16\u00a0802 в очереди');
});

test('AParameterIsTextAndNothingElse', () => {
  expect(translate('en', 'question.is_it', { cluster: '{count} $& <b>' })).toBe('Is it {count} $& <b>?');
});

test.each([
  [['de-DE', 'ru-RU', 'en'], 'ru'],
  [['en-GB'], 'en'],
  [['fr'], 'en'],
  [[], 'en'],
] as const)('PreferredOf %j is %s', (languages, wanted) => {
  expect(preferredLanguage(languages)).toBe(wanted);
});
