import { useState } from 'react';

import type { MoveReason } from '../engine/engine';
import type { RelayoutMove } from '../engine/protocol.gen';
import { useText } from '../lib/text';
import { useLoaded } from '../lib/use-loaded';
import { usePage, usePageState } from './page-context';

const SHOWN = 20;

/** Files that would move, where to, and the button that moves exactly these. Nothing when there are none. */
export function FileMoves({ why }: { why: MoveReason }) {
  const { t } = useText();
  const { engine, desk } = usePage();
  const newest = usePageState((state) => state.snapshot.overview?.last_seq ?? 0);
  const [running, setRunning] = useState(false);
  const moves = useLoaded(() => engine.fileMoves(why, SHOWN), newest);
  const stay = usePageState((state) => state.snapshot.overview?.files_stay ?? false);
  if (!moves || moves.count === 0 || stay) return null;
  const move = async () => {
    setRunning(true);
    await desk.report(await engine.moveFiles(why), 'said.moved');
    setRunning(false);
  };
  return (
    <div className="file-moves">
      <p>{t(why === 'waiting' ? 'files.waiting' : 'files.relayout', { count: moves.count })}</p>
      <button type="button" className="button button-main" disabled={running} onClick={() => void move()}>
        {running ? t('files.moving') : t('files.move_now', { count: moves.count })}
      </button>
      <ul className="file-move-list">
        {moves.rows.map((row) => (
          <FileMove key={row.place} move={row} />
        ))}
      </ul>
      {moves.count > moves.rows.length && (
        <p className="quiet">{t('files.more', { count: moves.count - moves.rows.length })}</p>
      )}
    </div>
  );
}

function FileMove({ move }: { move: RelayoutMove }) {
  return (
    <li className="layout-place">
      {move.place} → <b>{move.to}</b>
    </li>
  );
}
