import { useText } from '../lib/text';
import { processedOf } from './figures';
import { usePage, usePageState } from './page-context';

/** Before the first photo is known: the shape of what comes. */
export function OpeningTable() {
  const { t } = useText();
  return (
    <div className="single" aria-busy="true">
      <div className="question">
        <h2 className="question-text quiet">{t('opening.title')}</h2>
      </div>
      <div className="stage" data-photo="" tabIndex={0} role="group" aria-label={t('opening.title')}>
        <div className="skeleton" />
      </div>
      <p className="caption">{'\u00a0'}</p>
      <div className="strip">
        {Array.from({ length: 12 }, (_, index) => (
          <span key={index} className="thumb skeleton-thumb" />
        ))}
      </div>
    </div>
  );
}

/** Nothing is left to ask: either all is done, or there never was a photo. */
export function EmptyTable() {
  const { t } = useText();
  const overview = usePageState((state) => state.snapshot.overview);
  const { total } = processedOf(overview);
  const waits = (overview?.waiting ?? 0) > 0;
  const lines: string[] = [];
  if (overview && overview.others > 0) lines.push(t('empty.others', { count: overview.others }));
  if (overview && overview.not_shown > 0) lines.push(t('empty.not_shown', { count: overview.not_shown }));
  return (
    <div className="empty" data-photo="" tabIndex={-1}>
      <Folders done={total > 0} />
      <h2>{total > 0 ? t(waits ? 'empty.decided' : 'empty.done', { count: total }) : t('empty.none')}</h2>
      {total > 0 && <p>{t('empty.done_next')}</p>}
      <Waiting />
      {lines.map((line) => (
        <p key={line} className="quiet">
          {line}
        </p>
      ))}
    </div>
  );
}

/** The sorting is done, the moving is not. */
function Waiting() {
  const { t } = useText();
  const { desk } = usePage();
  const overview = usePageState((state) => state.snapshot.overview);
  const waiting = overview?.waiting ?? 0;
  if (waiting === 0 || overview?.files_stay) return null;
  return (
    <p>
      <button type="button" className="button button-main" onClick={() => desk.toggle('files')}>
        {t('empty.waiting', { count: waiting })}
      </button>
    </p>
  );
}

/** A pile that went into three folders. */
function Folders({ done }: { done: boolean }) {
  return (
    <svg className="drawing" viewBox="0 0 168 56" width="168" height="56" aria-hidden="true">
      {[0, 1, 2].map((index) => (
        <g key={index} transform={`translate(${index * 60} 0)`} className={`colour-${index}`}>
          <path d="M2 12a4 4 0 0 1 4-4h10l5 6h21a4 4 0 0 1 4 4v30a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4z" />
          {done && <path d="M15 33l6 6 12-12" className="drawing-tick" />}
        </g>
      ))}
    </svg>
  );
}
