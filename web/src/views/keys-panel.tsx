import type { Action } from '../actions/action';
import { capOf } from '../actions/keycaps';
import { useText } from '../lib/text';
import { useMemo } from 'react';
import { actionsNow, usePage, usePageState } from './page-context';
import { PanelFrame } from './panel';

/** All keys, from the same objects that the keys run. */
export function KeysPanel() {
  const { t } = useText();
  const page = usePage();
  const clusters = usePageState((state) => state.snapshot.overview?.clusters.length ?? 0);
  // What a key means does not change while the panel is open; only how many folders have one.
  const actions = useMemo(() => actionsNow(page).filter((action) => action.keys.length > 0), [clusters, page]);
  const single = actions.filter((action) => !action.id.startsWith('assign-'));
  return (
    <PanelFrame title={t('action.keys')}>
      <dl className="keys">
        <div className="keys-row">
          <dt>
            <kbd className="keycap">1</kbd> – <kbd className="keycap">9</kbd>
          </dt>
          <dd>{t('keys.assign')}</dd>
        </div>
        {single.map((action) => (
          <KeyRow key={action.id} action={action} />
        ))}
      </dl>
      <p className="quiet">{t('keys.position')}</p>
    </PanelFrame>
  );
}

function KeyRow({ action }: { action: Action }) {
  const { t, label } = useText();
  const caps = [...new Set(action.keys.filter(({ code }) => !code.startsWith('Numpad')).map(capOf))];
  const says =
    action.id === 'confirm' ? t('keys.confirm') : action.id === 'look' ? t('keys.look') : label(action.label);
  return (
    <div className="keys-row">
      <dt>
        {caps.map((cap) => (
          <kbd key={cap} className="keycap">
            {cap}
          </kbd>
        ))}
      </dt>
      <dd>{says}</dd>
    </div>
  );
}
