import { useText } from '../lib/text';
import type { MessageKey } from '../lib/i18n';
import { runById, usePage, usePageState } from './page-context';

const HINTS: readonly [cap: string, says: MessageKey, action: string][] = [
  ['Space', 'hint.skip', 'skip'],
  ['/', 'hint.name', 'name'],
  ['Del', 'hint.trash', 'trash'],
  ['Ctrl-Z', 'hint.undo', 'undo'],
  ['?', 'hint.keys', 'keys'],
];

/** The keys that are always there; each can be clicked. */
export function KeyHints() {
  const { t } = useText();
  const page = usePage();
  const asked = usePageState((state) => state.room === 'sort' && state.current !== null);
  const hints = asked ? HINTS : HINTS.filter(([, , action]) => action === 'undo' || action === 'keys');
  return (
    <ul className="hints">
      {hints.map(([cap, says, action]) => (
        <li key={action} className={`hint-${action}`}>
          <button type="button" className="hint" onClick={() => runById(page, action)}>
            <kbd className="keycap" aria-hidden="true">
              {cap}
            </kbd>
            {t(says)}
          </button>
        </li>
      ))}
    </ul>
  );
}
