import type { Layout } from '../engine/protocol.gen';
import { useText } from '../lib/text';
import { Choices } from './choices';
import { FileModeChoice } from './file-mode-choice';
import { FileMoves } from './file-moves';
import { LAYOUT_NAMES } from './layout-names';
import { usePage, usePageState } from './page-context';
import { PanelFrame } from './panel';

const LAYOUTS: readonly Layout[] = ['beside', 'root', 'root_above'];

/** Where files go and when: the rules, and the files that do not lie where these put them. */
export function FilesPanel() {
  const { t } = useText();
  const { desk } = usePage();
  const layout = usePageState((state) => state.snapshot.overview?.layout ?? '');
  return (
    <PanelFrame title={t('files.title')}>
      <FileModeChoice />
      <FileMoves why="waiting" />
      <Choices
        title={t('files.layout')}
        options={LAYOUTS.map((value) => ({ value, name: t(LAYOUT_NAMES[value]) }))}
        value={layout}
        onChange={(value) => void desk.set({ layout: value })}
      />
      <p className="quiet">{t('files.layout_means')}</p>
      <FileMoves why="relayout" />
    </PanelFrame>
  );
}
