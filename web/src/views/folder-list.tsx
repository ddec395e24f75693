import { useRef } from 'react';

import type { FolderRow } from '../engine/protocol.gen';
import { useText } from '../lib/text';
import { useLoaded } from '../lib/use-loaded';
import { Choices } from './choices';
import { usePage, usePageState } from './page-context';

type Standing = 'to_sort' | 'sorted' | 'left_alone';

function standingOf(row: FolderRow): Standing {
  if (row.left_alone) return 'left_alone';
  return row.queue === 0 ? 'sorted' : 'to_sort';
}

/** Each subfolder with its photos, and what is to be done with them. */
export function FolderList() {
  const { t } = useText();
  const { engine } = usePage();
  const revision = usePageState((state) => state.snapshot.overview?.last_seq ?? 0);
  const rows = useLoaded(() => engine.folders(), revision);
  const last = useRef<Promise<void>>(Promise.resolve());
  const inTurn = (change: () => Promise<void>) => void (last.current = last.current.then(change));
  if (!rows) return null;
  const folders = rows.filter((row) => row.folder !== '' && !row.made);
  if (folders.length === 0) return <p className="quiet">{t('folders.none')}</p>;
  return (
    <>
      <p className="quiet">{t('folders.what')}</p>
      <Proposals rows={folders} inTurn={inTurn} />
      <ul className="folders">
        {folders.map((row) => (
          <FolderItem key={row.folder} row={row} inTurn={inTurn} />
        ))}
      </ul>
    </>
  );
}

type InTurn = (change: () => Promise<void>) => void; // each change after the one before: it sends the whole list

/** Names that stand under several parents are sorted folders, most likely; one key takes all of one name. */
function Proposals({ rows, inTurn }: { rows: readonly FolderRow[]; inTurn: InTurn }) {
  const { t } = useText();
  const { desk } = usePage();
  const repeated = new Map<string, FolderRow[]>();
  for (const row of rows) {
    if (row.alike < 2 || standingOf(row) !== 'to_sort') continue;
    const name = nameOf(row.folder).toLowerCase();
    repeated.set(name, [...(repeated.get(name) ?? []), row]);
  }
  if (repeated.size === 0) return null;
  return (
    <ul className="proposals">
      {[...repeated.values()].map(([first, ...others]) => {
        const photos = [first!, ...others].reduce((sum, row) => sum + row.queue, 0);
        const adopt = { adopt: { folder: first!.folder } }; // and with it all others of the name
        return (
          <li key={first!.folder}>
            <button type="button" onClick={() => inTurn(() => desk.ask(adopt, 'said.adopted').then(() => undefined))}>
              {t('folders.proposed', { name: nameOf(first!.folder), folders: first!.alike, count: photos })}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf('/') + 1);
}

interface ItemProps {
  row: FolderRow;
  inTurn: InTurn;
}

function FolderItem({ row, inTurn }: ItemProps) {
  const { t } = useText();
  const { desk, store } = usePage();
  const standing = standingOf(row);
  const change = async (wanted: Standing) => {
    const leftAlone = store.get().snapshot.overview?.left_alone ?? [];
    const others = leftAlone.filter((folder) => folder !== row.folder);
    if (wanted === 'left_alone') {
      await desk.set({ left_alone: [...others, row.folder] });
      return;
    }
    if (row.left_alone && !(await desk.set({ left_alone: others }))) return;
    if (wanted === 'sorted') await desk.ask({ adopt: { folder: row.folder } }, 'said.adopted');
  };
  const options = (['to_sort', 'sorted', 'left_alone'] as const)
    // What was taken as sorted is taken back in the History, step by step as it came.
    .filter((value) => !(standing === 'sorted' && value === 'to_sort'))
    .map((value) => ({ value, name: t(`folders.${value}`) }));
  return (
    <li className="folder">
      <Choices
        title={`${row.folder} · ${t('folders.photos', { count: row.photos })}`}
        options={options}
        value={standing}
        onChange={(value) => inTurn(() => change(value))}
      />
    </li>
  );
}
