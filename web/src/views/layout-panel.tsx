import type { LayoutRow } from '../engine/protocol.gen';
import { useText } from '../lib/text';
import { useLoaded } from '../lib/use-loaded';
import { FileModeChoice } from './file-mode-choice';
import { FolderList } from './folder-list';
import { LAYOUT_NAMES } from './layout-names';
import { usePage, usePageState } from './page-context';
import { PanelFrame } from './panel';
import { focusPhoto } from './use-keys';

/** Asked once, in place, at the first assignment in a folder with subfolders: where do the photos go? */
export function LayoutPanel() {
  const { t } = useText();
  const { engine, desk } = usePage();
  const asked = usePageState((state) => state.layoutFor);
  const rows = useLoaded(
    () => (asked ? engine.layouts(asked.photo.place, asked.cluster) : Promise.resolve([])),
    asked ? `${asked.photo.place}\n${asked.cluster}` : '',
  );
  if (!asked) return null;
  const choose = async (row: LayoutRow) => {
    await desk.chooseLayout(row.layout);
    focusPhoto();
  };
  return (
    <PanelFrame title={t('layout.title')}>
      <p>{t('layout.what', { cluster: asked.cluster })}</p>
      <ul className="layouts">
        {(rows ?? []).map((row) => (
          <li key={row.layout}>
            <button type="button" className="layout" onClick={() => void choose(row)}>
              <span className="layout-name">{t(LAYOUT_NAMES[row.layout])}</span>
              <span className="layout-place">{row.place}</span>
              <span className="quiet">{t('layout.folders', { count: row.folders })}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="quiet">{t('layout.later')}</p>
      <FileModeChoice />
      <h3>{t('folders.title')}</h3>
      <FolderList />
    </PanelFrame>
  );
}
