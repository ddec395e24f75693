import type { NameFault, NameRule } from '../engine/protocol.gen';
import type { Label, MessageKey } from '../lib/i18n';

/** The words for each rule of a folder's name. */
export const NAME_RULES: Record<NameRule, MessageKey> = {
  not_utf8: 'name_rule.not_utf8',
  empty: 'name_rule.empty',
  too_long: 'name_rule.too_long',
  dot_folder: 'name_rule.dot_folder',
  hidden: 'name_rule.hidden',
  several_folders: 'name_rule.several_folders',
  control_character: 'name_rule.control_character',
  windows_character: 'name_rule.windows_character',
  dot_at_end: 'name_rule.dot_at_end',
  windows_device: 'name_rule.windows_device',
  reserved: 'name_rule.reserved',
};

/** Why a name cannot be used, as the end of a sentence, chosen by the rule alone. */
export function faultOfName({ rule, name = '', bytes }: NameFault): Label {
  return { key: NAME_RULES[rule], params: { name, count: bytes } };
}
