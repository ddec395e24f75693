import { useLoaded } from '../lib/use-loaded';
import { useText } from '../lib/text';
import { usePage, usePageState } from './page-context';

const WORTH_SAYING = 300; // photos sorted by hand, until a figure means something
const COMPARED = 1000; // of them at most: a million products, some 30 ms in the worker
const BUILT_IN = /^builtin-/;

/** Says once which model compares the photos, how well it does that here, and how to get a better one. */
export function ModelNotice() {
  const isDue = usePageState(
    ({ snapshot: { overview }, preferences }) =>
      !preferences.modelSaid && (overview?.manual ?? 0) >= WORTH_SAYING && overview?.model !== '',
  );
  return isDue ? <Notice /> : null;
}

function Notice() {
  const { t, percent } = useText();
  const { engine, store } = usePage();
  const program = usePageState((state) => state.snapshot.program);
  // The vectors come after the photos: asked anew until enough of them are here, now and then.
  const come = usePageState(({ snapshot: { overview } }) => Math.floor((overview?.vectors ?? 0) / 20));
  const figure = useLoaded(() => engine.modelFigure(COMPARED), come);
  if (!figure || figure.photos < WORTH_SAYING) return null;
  const isBuiltIn = BUILT_IN.test(figure.model);
  return (
    <aside className="model-notice" aria-label={t('model.title')}>
      <p>
        {t(isBuiltIn ? 'model.built_in' : 'model.named', { model: figure.model })}{' '}
        {t('model.figure', { count: figure.photos, share: percent(figure.right / figure.photos) })}
      </p>
      {isBuiltIn && (
        <>
          <p className="quiet">{t('model.better')}</p>
          <pre className="command">{program} serve … --model clip-image-encoder.onnx</pre>
        </>
      )}
      <button
        type="button"
        className="button"
        onClick={() => store.dispatch({ kind: 'preferences', preferences: { modelSaid: true } })}
      >
        {t('model.seen')}
      </button>
    </aside>
  );
}
