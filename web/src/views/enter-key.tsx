import { useText } from '../lib/text';
import { classes } from './classes';
import { runById, usePage, usePageState } from './page-context';
import { colourClass } from './swatch';
import { useClusterIndex } from './use-clusters';

/** What Enter does now. Its keycap fills while it is not yet meant. */
export function EnterKey() {
  const { t } = useText();
  const page = usePage();
  const room = usePageState((state) => state.room);
  const asked = usePageState((state) => state.current !== null);
  const seen = usePageState((state) => state.seen);
  const nudges = usePageState((state) => state.nudges);
  const cluster = usePageState((state) => state.question?.row?.best.cluster ?? '');
  const index = useClusterIndex(cluster);
  if (room !== 'sort' || !asked) return <p className="enter-none" />;
  if (!cluster) {
    return (
      <button type="button" className="enter" onClick={() => runById(page, 'name')}>
        <kbd className="keycap">/</kbd>
        <span>{t('line.name')}</span>
      </button>
    );
  }
  return (
    <button type="button" className="enter" aria-keyshortcuts="Enter" onClick={() => runById(page, 'confirm')}>
      <kbd key={nudges} className={classes('keycap', 'keycap-enter', `keycap-${seen}`, nudges > 0 && 'nudged')}>
        Enter
      </kbd>
      <span className={colourClass(index)}>
        {t('line.to')} <em className="cluster-name">{cluster}</em>
      </span>
    </button>
  );
}
