import { useText } from '../lib/text';
import type { MessageKey } from '../lib/i18n';
import type { Snapshot } from '../engine/engine';
import { classes } from './classes';
import { usePage, usePageState } from './page-context';

type Work = 'away' | 'failed' | 'working' | 'paused' | 'idle';

const NAMES: Record<Work, MessageKey> = {
  away: 'dot.away',
  failed: 'dot.failed',
  working: 'dot.working',
  paused: 'dot.paused',
  idle: 'dot.idle',
};

function workOf({ connection, embedding, loading }: Snapshot): Work {
  if (connection.kind === 'away') return 'away';
  if (embedding?.error) return 'failed';
  if (embedding && !embedding.finished) return embedding.paused ? 'paused' : 'working';
  return loading || connection.kind === 'connecting' ? 'working' : 'idle';
}

/** What goes on behind the table, as one dot; a click says more. */
export function BackgroundDot() {
  const { t } = useText();
  const { desk } = usePage();
  const work = usePageState((state) => workOf(state.snapshot));
  const open = usePageState((state) => state.panel === 'background');
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={t(NAMES[work])}
      title={t(NAMES[work])}
      aria-expanded={open}
      onClick={() => desk.toggle('background')}
    >
      <span className={classes('dot', `dot-${work}`)} />
    </button>
  );
}
