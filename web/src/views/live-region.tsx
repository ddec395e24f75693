import { useEffect, useMemo, useState } from 'react';

import { createAnnouncer } from '../lib/announcer';
import { useText } from '../lib/text';
import { usePageState } from './page-context';

/** Reads effects aloud, joined: at most one announcement in two seconds. */
export function LiveRegion() {
  const { label } = useText();
  const said = usePageState((state) => state.said);
  const [text, setText] = useState('');
  const announcer = useMemo(() => createAnnouncer(setText), []);
  useEffect(() => () => announcer.stop(), [announcer]);
  useEffect(() => {
    if (said) announcer.say(label(said.label));
  }, [announcer, label, said]);
  return (
    <div className="unseen" role="status" aria-live="polite">
      {text}
    </div>
  );
}
