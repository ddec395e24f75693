import type { FileMode } from '../engine/protocol.gen';
import { useText } from '../lib/text';
import { Choices } from './choices';
import { FILE_MODE_MEANING, FILE_MODE_NAMES } from './layout-names';
import { usePage, usePageState } from './page-context';

const MODES: readonly FileMode[] = ['move', 'at_end', 'copy', 'none'];

/** What a decision does to the photo's file: belongs to the folder, and can be taken back like any decision. */
export function FileModeChoice() {
  const { t } = useText();
  const { desk } = usePage();
  const mode = usePageState((state) => state.snapshot.overview?.file_mode ?? 'move');
  const stay = usePageState((state) => state.snapshot.overview?.files_stay ?? false);
  if (stay) return <p className="quiet">{t('header.files_stay_means')}</p>;
  return (
    <>
      <Choices
        title={t('files.mode')}
        options={MODES.map((value) => ({ value, name: t(FILE_MODE_NAMES[value]) }))}
        value={mode}
        onChange={(value) => void desk.set({ file_mode: value })}
      />
      <p className="quiet">{t(FILE_MODE_MEANING[mode])}</p>
    </>
  );
}
