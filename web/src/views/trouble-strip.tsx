import { useText } from '../lib/text';
import { troubleSaying } from '../state/trouble';
import { usePage, usePageState } from './page-context';

const AWAY = troubleSaying({ key: 'trouble.away' });

/** What went wrong, in one sentence, and one button. Never a dialog. */
export function TroubleStrip() {
  const { t, label } = useText();
  const { desk, store } = usePage();
  const away = usePageState((state) => state.snapshot.connection.kind === 'away');
  const own = usePageState((state) => state.trouble);
  const trouble = away ? AWAY : own;
  if (!trouble) return null;
  const again = trouble.again.length;
  return (
    <div className="trouble" role="alert">
      <p>
        {again > 0 && `${t('trouble.came_back', { count: again })} `}
        {trouble.failed > 1 && `${t('trouble.failed', { count: trouble.failed })} `}
        {label(trouble.cause)}
        {trouble.detail && (
          <details className="trouble-detail">
            <summary>{t('trouble.details')}</summary>
            <span className="trouble-words">{trouble.detail}</span>
          </details>
        )}
      </p>
      {trouble.disagrees ? (
        <>
          <button type="button" className="button" onClick={() => void desk.ask({ carry_out: {} }, 'said.agreed')}>
            {t('action.carry_out')}
          </button>
          <button type="button" className="button" onClick={() => void desk.ask({ keep_folder: {} }, 'said.agreed')}>
            {t('action.keep_folder')}
          </button>
        </>
      ) : again > 0 ? (
        <button type="button" className="button" onClick={() => desk.tryAgain()}>
          {t('action.again')}
        </button>
      ) : (
        !away && (
          <button type="button" className="button" onClick={() => store.dispatch({ kind: 'trouble', trouble: null })}>
            {t('action.all_right')}
          </button>
        )
      )}
    </div>
  );
}
