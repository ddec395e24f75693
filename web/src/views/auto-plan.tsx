import { memo } from 'react';

import type { PlanView } from '../engine/protocol.gen';
import { useText } from '../lib/text';
import { Swatch, colourClass } from './swatch';
import { Thumb } from './thumb';
import { useClusters } from './use-clusters';
import { PLAN_ROWS } from './use-plan';

interface AutoPlanProps {
  plan: PlanView;
  from: number; // the first of its rows, in the whole plan
  onFrom: (from: number) => void;
  resting: boolean; // false: pictures that are not here yet wait
}

/** What the rule would move: how many to each folder, and which, those first that it is least sure of. */
export const AutoPlan = memo(function AutoPlan({ plan, from, onFrom, resting }: AutoPlanProps) {
  const { t, integer, likeness } = useText();
  const names = useClusters().map((cluster) => cluster.name);
  if (plan.count === 0) return <p className="quiet">{t('auto.none')}</p>;
  const last = from + plan.rows.length;
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
      {from === 0 && <h3>{t('auto.least_sure')}</h3>}
      <ul className="plan-photos">
        {plan.rows.map(({ move, photo }) => (
          <li
            key={move.place}
            className={colourClass(names.indexOf(move.cluster))}
            title={`${move.place} → ${move.cluster}`}
          >
            <Thumb photo={photo} side={64} waits={!resting} />
            <span className="plan-score">{likeness(move.score)}</span>
            <span className="unseen">{move.cluster}</span>
          </li>
        ))}
      </ul>
      {plan.count > PLAN_ROWS && (
        <div className="plan-pages">
          <button
            type="button"
            className="button"
            disabled={from === 0}
            onClick={() => onFrom(Math.max(0, from - PLAN_ROWS))}
          >
            {t('auto.less_sure')}
          </button>
          <span className="quiet">
            {t('auto.rows', { from: integer(from + 1), last: integer(last), count: integer(plan.count) })}
          </span>
          <button type="button" className="button" disabled={last >= plan.count} onClick={() => onFrom(last)}>
            {t('auto.surer')}
          </button>
        </div>
      )}
    </>
  );
});
