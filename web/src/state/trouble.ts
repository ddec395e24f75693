import type { ErrorCode, Fault } from '../engine/protocol.gen';
import type { Label, MessageKey } from '../lib/i18n';
import type { Decision, Trouble } from './page-state';

const SENTENCES: Record<ErrorCode, MessageKey> = {
  bad_input: 'fault.bad_input',
  bad_name: 'fault.bad_name',
  unknown_photo: 'fault.unknown_photo',
  unknown_record: 'fault.unknown_record',
  nothing_to_undo: 'fault.nothing_to_undo',
  plan_changed: 'fault.plan_changed',
  not_found: 'fault.not_found',
  exists: 'fault.exists',
  denied: 'fault.denied',
  read_only: 'fault.read_only',
  no_space: 'fault.no_space',
  name_too_long: 'fault.name_too_long',
  other_device: 'fault.other_device',
  io: 'fault.io',
  in_use: 'fault.in_use',
  refused: 'fault.refused',
  disagrees: 'fault.disagrees',
  bad_model: 'fault.bad_model',
  damaged: 'fault.damaged',
  unsupported: 'fault.unsupported',
  cancelled: 'fault.cancelled',
};

/** The sentence for a fault, chosen by its code alone. */
export function sentenceOf(fault: Fault): Label {
  return { key: SENTENCES[fault.code] };
}

/** The sentence for a folder that could not be opened. */
export function openingFault(fault: Fault): Label {
  return fault.code === 'not_found' ? { key: 'first.gone' } : sentenceOf(fault);
}

export function troubleOf(fault: Fault, again: readonly Decision[] = [], failed = 0): Trouble {
  return { cause: sentenceOf(fault), detail: fault.detail, again, failed, disagrees: fault.code === 'disagrees' };
}

export function troubleSaying(cause: Label): Trouble {
  return { cause, detail: '', again: [], failed: 0, disagrees: false };
}
