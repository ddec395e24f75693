import type { Notice, NoticeCode } from '../engine/protocol.gen';
import type { Label, MessageKey } from '../lib/i18n';

/** The words for each notice of the program. */
export const TOLD: Record<NoticeCode, MessageKey> = {
  not_read: 'told.not_read',
  file_unused: 'told.file_unused',
  file_set_aside: 'told.file_set_aside',
  file_stuck: 'told.file_stuck',
  line: 'told.line',
  log: 'told.log',
  log_torn: 'told.log_torn',
  log_torn_set_aside: 'told.log_torn_set_aside',
  moved_by_hand: 'told.moved_by_hand',
  by_hand_unrecorded: 'told.by_hand_unrecorded',
  vectors_unread: 'told.vectors_unread',
  vectors_count: 'told.vectors_count',
  vectors_other: 'told.vectors_other',
  vectors_not_compared: 'told.vectors_not_compared',
  decided_elsewhere: 'told.decided_elsewhere',
  disagrees: 'told.disagrees',
  original_beside: 'told.original_beside',
  original_beside_clusters: 'told.original_beside_clusters',
  original_line: 'told.original_line',
  original_two_logs: 'told.original_two_logs',
  original_state_missing: 'told.original_state_missing',
  original_state_damaged: 'told.original_state_damaged',
  original_queue_unused: 'told.original_queue_unused',
  original_cluster: 'told.original_cluster',
  original_vectors: 'told.original_vectors',
  original_root: 'told.original_root',
  original_paths: 'told.original_paths',
  original_missing: 'told.original_missing',
  original_back: 'told.original_back',
  original_adopted: 'told.original_adopted',
  original_decisions: 'told.original_decisions',
};

/** What the program tells, chosen by its code alone. */
export function wordsOf({ code, name = '', other = '', count, line, byte }: Notice): Label {
  return { key: TOLD[code], params: { name, other, count, line, byte } };
}
