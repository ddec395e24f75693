import { useText } from '../lib/text';
import type { MessageKey } from '../lib/i18n';
import { usePageState } from './page-context';
import { Popover } from './panel';

/** Where the photos stand. */
export function CountsPanel() {
  const { t, integer } = useText();
  const overview = usePageState((state) => state.snapshot.overview);
  if (!overview) return null;
  const always: [MessageKey, number][] = [
    ['counts.queue', overview.queue],
    ['counts.manual', overview.manual],
    ['counts.auto', overview.automatic],
    ['counts.deleted', overview.trashed],
    ['counts.adopted', overview.adopted],
  ];
  const sometimes: [MessageKey, number][] = [
    ['counts.imported', overview.imported],
    ['counts.not_shown', overview.not_shown],
    ['counts.missing', overview.missing],
    ['counts.waiting', overview.waiting],
  ];
  const rows = [...always, ...sometimes.filter(([, count]) => count > 0)];
  return (
    <Popover title={t('counts.title')}>
      <dl className="counts">
        {rows.map(([key, count]) => (
          <div key={key} className="count">
            <dt>{t(key)}</dt>
            <dd>{integer(count)}</dd>
          </div>
        ))}
        <div className="count count-sum">
          <dt>{t('counts.photos')}</dt>
          <dd>{integer(overview.photos)}</dd>
        </div>
      </dl>
    </Popover>
  );
}
