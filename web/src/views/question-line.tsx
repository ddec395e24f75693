import type { SuggestionRow } from '../engine/protocol.gen';
import { BOUND_CLUSTERS } from '../actions/actions';
import { useText } from '../lib/text';
import type { MessageKey } from '../lib/i18n';
import type { PageState } from '../state/page-state';
import { Keycap } from './keycap';
import { usePage, usePageState } from './page-context';
import { colourClass, Swatch } from './swatch';
import { Thumb } from './thumb';
import { useClusterIndex } from './use-clusters';

/** What the page asks: is it this folder, or which one is it? */
export function QuestionLine() {
  const row = usePageState((state) => state.question?.row ?? null);
  return <div className="question">{row ? <Suggestion row={row} /> : <NoSuggestion />}</div>;
}

function Suggestion({ row }: { row: SuggestionRow }) {
  const { t, likeness } = useText();
  const { best } = row;
  const index = useClusterIndex(best.cluster);
  const [before, after] = t('question.is_it', { cluster: '\n' }).split('\n');
  return (
    <>
      <Swatch index={index} />
      {index >= 0 && index < BOUND_CLUSTERS && <Keycap of={{ code: `Digit${index + 1}` }} />}
      <h2 className={`question-text ${colourClass(index)}`}>
        {before}
        <em className="cluster-name">{best.cluster}</em>
        {after}
      </h2>
      <dl className="measures">
        <Measure name={t('question.likeness')} value={likeness(best.score)} />
        {best.second && (
          <>
            <Measure name={t('question.second')} value={`${best.second} ${likeness(best.second_score)}`} />
            <Measure name={t('question.lead')} value={likeness(best.margin)} />
          </>
        )}
      </dl>
      <ul className="examples" aria-label={t('question.because')}>
        {row.examples.map((photo) => (
          <li key={photo.place}>
            <Thumb photo={photo} side={36} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Measure({ name, value }: { name: string; value: string }) {
  return (
    <div className="measure">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Why there is no suggestion, in the order in which a person could do something about it. */
export function reasonOf(state: PageState): MessageKey | null {
  const { overview, embedding, loading } = state.snapshot;
  if (!overview) return null;
  if (overview.manual_only) return 'question.switched_off';
  if (!overview.model && !embedding) return 'question.no_model';
  if (overview.clusters.length === 0) return 'question.first';
  if (state.question === null) return null;
  if (loading) return 'question.fetching';
  if (state.current && !state.current.vector && embedding && !embedding.finished) return 'question.looking';
  if (overview.clusters.every((cluster) => cluster.vectors === 0)) return 'question.none_seen';
  return 'question.unseen';
}

function NoSuggestion() {
  const { t } = useText();
  const { store } = usePage();
  const reason = usePageState(reasonOf);
  // Until there is a folder to suggest: those that the person had already may be what is wanted.
  const mayBeSorted = usePageState(
    ({ snapshot: { overview } }) => overview?.clusters.length === 0 && overview.asks_layout,
  );
  return (
    <>
      <h2 className="question-text">{t('question.which')}</h2>
      <p className="question-reason">
        {reason && t(reason)}{' '}
        {mayBeSorted && (
          <button type="button" className="button" onClick={() => store.dispatch({ kind: 'panel', panel: 'folders' })}>
            {t('question.subfolders')}
          </button>
        )}
      </p>
    </>
  );
}
