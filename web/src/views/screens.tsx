import type { ReactNode } from 'react';

import { useText } from '../lib/text';
import { usePageState } from './page-context';

function Screen({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="screen">
      <div className="screen-text">
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}

/** The cookie is gone or was never there: a fresh address is needed. */
export function RefusedScreen() {
  const { t } = useText();
  const program = usePageState((state) => state.snapshot.program);
  return (
    <Screen title={t('refused.title')}>
      <p>{t('refused.what')}</p>
      <pre className="command">{program} link</pre>
      <p className="quiet">{t('refused.safe')}</p>
    </Screen>
  );
}

/** The program speaks another version: after an update the page has to be loaded again. */
export function OtherVersionScreen({ theirs, ours }: { theirs: number; ours: number }) {
  const { t } = useText();
  return (
    <Screen title={t('version.title')}>
      <p>{t('version.what', { theirs, ours })}</p>
      <button type="button" className="button" onClick={() => location.reload()}>
        {t('version.reload')}
      </button>
    </Screen>
  );
}

/** This browser cannot run the core: nothing to be done here but to take another one. */
export function BrokenScreen({ detail }: { detail: string }) {
  const { t } = useText();
  return (
    <Screen title={t('broken.title')}>
      <p>{t('broken.what')}</p>
      <p className="quiet">{detail}</p>
    </Screen>
  );
}
