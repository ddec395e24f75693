import { memo } from 'react';

import { BOUND_CLUSTERS } from '../actions/actions';
import type { ClusterRow } from '../engine/protocol.gen';
import { useText } from '../lib/text';
import { classes } from './classes';
import { Keycap } from './keycap';
import { runById, usePage, usePageState } from './page-context';
import { colourClass, Swatch } from './swatch';
import { useClusters } from './use-clusters';

/** The folders in the order of their keys; a click does what the key does. */
export function Rail() {
  const { t } = useText();
  const page = usePage();
  const clusters = useClusters();
  const suggested = usePageState((state) => (state.room === 'sort' ? (state.question?.row?.best.cluster ?? '') : ''));
  const canAutoMove = usePageState((state) => state.snapshot.overview?.manual_only === false);
  return (
    <aside className="rail" aria-label={t('rail.title')}>
      <h2 className="rail-title">{t('rail.title')}</h2>
      <ul className="rail-list" tabIndex={clusters.length > 8 ? 0 : undefined} aria-label={t('rail.title')}>
        {clusters.map((cluster, index) => (
          <RailRow key={cluster.name} cluster={cluster} index={index} asked={cluster.name === suggested} />
        ))}
        <li>
          <button type="button" className="rail-row rail-new" onClick={() => runById(page, 'name')}>
            <Keycap of={{ code: 'Slash' }} />
            <span>{t('rail.new')}</span>
          </button>
        </li>
      </ul>
      {canAutoMove && clusters.length > 0 && (
        <button type="button" className="button rail-auto" onClick={page.verbs.autoMove}>
          {t('action.auto')}
        </button>
      )}
    </aside>
  );
}

interface RowProps {
  cluster: ClusterRow;
  index: number;
  asked: boolean;
}

const RailRow = memo(function RailRow({ cluster, index, asked }: RowProps) {
  const { t, integer } = useText();
  const page = usePage();
  return (
    <li>
      <button
        type="button"
        className={classes('rail-row', asked && 'rail-asked', colourClass(index))}
        aria-label={t('rail.row', { cluster: cluster.name, count: cluster.count })}
        aria-keyshortcuts={index < BOUND_CLUSTERS ? String(index + 1) : undefined}
        title={cluster.name}
        onClick={() => runById(page, `assign-${index + 1}`)}
      >
        {index < BOUND_CLUSTERS ? <Keycap of={{ code: `Digit${index + 1}` }} /> : <span className="keycap-none" />}
        <Swatch index={index} />
        <span className="rail-name">{cluster.name}</span>
        <span className="rail-count">{integer(cluster.count)}</span>
      </button>
    </li>
  );
});
