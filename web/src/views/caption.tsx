import { splitPlace } from '../lib/format';
import { useText } from '../lib/text';
import { usePageState } from './page-context';

/** Which photo it is: name, when it was taken, where it lies. */
export function Caption() {
  const { t, dateTaken } = useText();
  const current = usePageState((state) => state.current);
  const root = usePageState((state) => state.snapshot.root);
  if (!current) return <p className="caption">{'\u00a0'}</p>;
  const [folder, name] = splitPlace(current.place);
  const more = current.companions?.length ?? 0;
  return (
    <p className="caption">
      <span className="caption-name">{name}</span>
      {current.taken_ms !== undefined && <span>{dateTaken(current.taken_ms)}</span>}
      <span className="caption-folder">{folder || root}</span>
      {more > 0 && <span title={current.companions?.join('\n')}>{t('caption.companions', { count: more })}</span>}
    </p>
  );
}
