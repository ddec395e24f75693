import { useText } from '../lib/text';
import { saving } from '../state/page-state';
import { EnterKey } from './enter-key';
import { KeyHints } from './key-hints';
import { usePageState } from './page-context';
import { Stacks } from './stacks';
import { TroubleStrip } from './trouble-strip';

/** What the next key does, in words; what the last ones did, as stacks. */
export function ActionLine() {
  const trouble = usePageState((state) => state.trouble !== null || state.snapshot.connection.kind === 'away');
  return (
    <footer className="action-line">
      <Stacks />
      {trouble ? <TroubleStrip /> : <EnterKey />}
      <Saving />
      <KeyHints />
    </footer>
  );
}

function Saving() {
  const { t } = useText();
  const count = usePageState(saving);
  return <p className="saving">{count > 0 ? t('line.saving', { count }) : ''}</p>;
}
