// What the page and its core worker say to each other.
import type { Engine, Snapshot } from './engine';
import type { Outcome } from './protocol.gen';

/** The questions that the worker answers: the engine's own, by name. */
type Questions = Omit<Engine, 'subscribe' | 'previewUrl'>;
export type QuestionName = keyof Questions;
export type Reply<Name extends QuestionName> = Awaited<ReturnType<Questions[Name]>>;

export interface Question {
  id: number;
  name: QuestionName;
  parameters: unknown[];
}

export type WorkerMessage =
  | { kind: 'snapshot'; snapshot: Snapshot }
  | { kind: 'reply'; id: number; value: unknown }
  | { kind: 'broken'; detail: string }; // the core could not be started

/** One handler for each question; the worker may answer later. */
export type Answers = {
  [Name in QuestionName]: (...parameters: Parameters<Questions[Name]>) => Reply<Name> | Promise<Reply<Name>>;
};

export const NOT_REACHED: Outcome = {
  error: { code: 'io', detail: 'the program does not answer' },
};
