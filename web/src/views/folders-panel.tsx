import { useText } from '../lib/text';
import { FolderList } from './folder-list';
import { PanelFrame } from './panel';

/** The subfolders: to sort, already sorted, or left alone. */
export function FoldersPanel() {
  const { t } = useText();
  return (
    <PanelFrame title={t('folders.title')}>
      <FolderList />
    </PanelFrame>
  );
}
