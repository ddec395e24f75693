import type { EmbeddingProgress, Notice } from '../engine/protocol.gen';
import { useText } from '../lib/text';
import { wordsOf } from '../state/told';
import { sentenceOf } from '../state/trouble';
import { usePage, usePageState } from './page-context';
import { Popover } from './panel';

/** What goes on behind the table: what, how far, and a button to hold it. */
export function BackgroundPanel() {
  const { t } = useText();
  const connection = usePageState((state) => state.snapshot.connection.kind);
  const embedding = usePageState((state) => state.snapshot.embedding);
  const loading = usePageState((state) => state.snapshot.loading);
  const model = usePageState((state) => state.snapshot.overview?.model ?? '');
  const told = usePageState((state) => state.snapshot.told);
  return (
    <Popover title={t('background.title')}>
      {connection === 'away' && <p className="amber">{t('trouble.away')}</p>}
      {embedding && <Embedding progress={embedding} />}
      {loading && (
        <div className="work">
          <p>{t('background.loading', { received: loading.received, total: loading.total })}</p>
          <progress
            aria-label={t('background.loading_name')}
            value={loading.received}
            max={Math.max(loading.total, 1)}
          />
        </div>
      )}
      {!embedding && !loading && <p>{t(model ? 'background.nothing' : 'question.no_model')}</p>}
      {model && <p className="quiet">{t('background.model', { model })}</p>}
      {told.map((notice) => (
        <Told key={notice.sentence} notice={notice} />
      ))}
    </Popover>
  );
}

function Told({ notice }: { notice: Notice }) {
  const { t, label } = useText();
  return (
    <div className="quiet">
      {label(wordsOf(notice))}
      {notice.detail && (
        <details>
          <summary>{t('trouble.details')}</summary>
          <span className="trouble-words">{notice.detail}</span>
        </details>
      )}
    </div>
  );
}

function Embedding({ progress }: { progress: EmbeddingProgress }) {
  const { t, label, timeLeft } = useText();
  const { desk } = usePage();
  const { done, total, per_second, paused, finished, error } = progress;
  const left = per_second > 0 && !paused ? timeLeft((total - done) / per_second) : '';
  return (
    <div className="work">
      <p>
        {finished ? t('background.seen', { count: total }) : t('background.looking', { done, total })}
        {!finished && left && <span className="quiet"> {t('background.left', { time: left })}</span>}
      </p>
      <progress aria-label={t('background.looking_name')} value={done} max={Math.max(total, 1)} />
      {error && (
        <p className="amber">
          {label(sentenceOf(error))} <span className="quiet">{error.detail}</span>
        </p>
      )}
      {!finished && !error && (
        <button type="button" className="button" onClick={() => void desk.pauseEmbedding(!paused)}>
          {t(paused ? 'background.resume' : 'background.pause')}
        </button>
      )}
    </div>
  );
}
