import { memo } from 'react';

import type { PhotoRow, PlanRow, PlanView } from '../engine/protocol.gen';
import { useText } from '../lib/text';
import { classes } from './classes';
import { Swatch, colourClass } from './swatch';
import { Thumb } from './thumb';
import { useClusters } from './use-clusters';

/** A row of the plan with its photo, for the picture. */
export interface PlannedPhoto {
  row: PlanRow;
  photo: PhotoRow;
}

interface AutoPlanProps {
  plan: PlanView;
  rows: readonly PlannedPhoto[];
  rowsAreOld: boolean; // of the plan before: their room is kept, nobody looks at them
}

/** What the rule would move: how many to each folder, and those that it is least sure of. */
export const AutoPlan = memo(function AutoPlan({ plan, rows, rowsAreOld }: AutoPlanProps) {
  const { t, integer, likeness } = useText();
  const names = useClusters().map((cluster) => cluster.name);
  if (plan.count === 0) return <p className="quiet">{t('auto.none')}</p>;
  return (
    <>
      <ul className="plan-clusters" aria-label={t('auto.where_to')}>
        {plan.clusters.map((cluster) => (
          <li key={cluster.name}>
            <Swatch index={names.indexOf(cluster.name)} />
            <span className="rail-name">{cluster.name}</span>
            <span className="rail-count">{integer(cluster.count)}</span>
          </li>
        ))}
      </ul>
      <h3>{t('auto.least_sure')}</h3>
      <ul className={classes('plan-photos', rowsAreOld && 'plan-old')}>
        {rows.map(({ row, photo }) => (
          <li
            key={row.place}
            className={colourClass(names.indexOf(row.cluster))}
            title={`${row.place} → ${row.cluster}`}
          >
            <Thumb photo={photo} side={64} />
            <span className="plan-score">{likeness(row.score)}</span>
            <span className="unseen">{row.cluster}</span>
          </li>
        ))}
      </ul>
    </>
  );
});
