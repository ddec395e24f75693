import { useText } from '../lib/text';
import { useLoaded } from '../lib/use-loaded';
import { usePage, usePageState } from './page-context';
import { PanelFrame } from './panel';

const MOST = 500; // lines; more of them nobody reads here

/** The files that cannot be shown, and why. They stay where they are. */
export function NotShownPanel() {
  const { t } = useText();
  const { engine } = usePage();
  const count = usePageState((state) => state.snapshot.overview?.not_shown ?? 0);
  const rows = useLoaded(() => engine.notShown(), count);
  return (
    <PanelFrame title={t('header.not_shown', { count })}>
      <p className="quiet">{t('not_shown.what')}</p>
      <ul className="files">
        {(rows ?? []).slice(0, MOST).map((row) => (
          <li key={row.place}>
            <span className="file-place">{row.place}</span>
            <span className="quiet">{row.not_shown}</span>
          </li>
        ))}
      </ul>
      {rows && rows.length > MOST && <p className="quiet">{t('not_shown.more', { count: rows.length - MOST })}</p>}
    </PanelFrame>
  );
}
