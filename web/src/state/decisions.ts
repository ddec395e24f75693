import type { Command } from '../engine/protocol.gen';
import { splitPlace } from '../lib/format';
import type { Label } from '../lib/i18n';
import type { Decision } from './page-state';

export function commandOf(decision: Pick<Decision, 'kind' | 'photo' | 'cluster'>): Command {
  const places = [decision.photo.place];
  switch (decision.kind) {
    case 'assign':
      return { assign: { places, cluster: decision.cluster } };
    case 'skip':
      return { skip: { places } };
    case 'trash':
      return { trash: { places } };
  }
}

/** What a decision came to, for those who listen. */
export function labelOf(decision: Pick<Decision, 'kind' | 'photo' | 'cluster'>): Label {
  const [, name] = splitPlace(decision.photo.place);
  const keys = { assign: 'said.assigned', skip: 'said.skipped', trash: 'said.trashed' } as const;
  return { key: keys[decision.kind], params: { name, cluster: decision.cluster } };
}
