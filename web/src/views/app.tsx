import { useEffect, useMemo } from 'react';

import type { Engine } from '../engine/engine';
import { savePreferences } from '../lib/preferences';
import { createSound } from '../lib/sound';
import { TextProvider } from '../lib/text';
import { Desk } from '../state/desk';
import type { Store } from '../state/store';
import { FirstScreen } from './first-screen';
import { Frame } from './frame';
import { PageContext, usePageState, type Page } from './page-context';
import { BrokenScreen, OtherVersionScreen, RefusedScreen } from './screens';
import { useKeys } from './use-keys';
import { useTones } from './use-tones';
import { verbsOf } from './verbs';

/** All that a page is made of, once, before the first render. */
export function createPage(engine: Engine, store: Store): Page {
  const desk = new Desk(engine, store);
  return { store, desk, engine, verbs: verbsOf(desk) };
}

export function App({ page }: { page: Page }) {
  return (
    <PageContext value={page}>
      <Screen page={page} />
    </PageContext>
  );
}

function Screen({ page }: { page: Page }) {
  const preferences = usePageState((state) => state.preferences);
  const connection = usePageState((state) => state.snapshot.connection);
  const offers = usePageState((state) => state.snapshot.offers);
  const root = usePageState((state) => state.snapshot.root);
  const sound = useMemo(() => createSound(() => page.store.get().preferences.sound), [page]);
  useKeys(page);
  useTones(sound);
  useEffect(() => {
    savePreferences(localStorage, preferences);
    document.documentElement.lang = preferences.language;
    document.documentElement.dataset['theme'] = preferences.theme;
  }, [preferences]);
  useEffect(() => {
    document.title = root ? `${root} · Photocluster` : 'Photocluster';
  }, [root]);

  return (
    <TextProvider language={preferences.language}>
      {connection.kind === 'refused' ? (
        <RefusedScreen />
      ) : connection.kind === 'other_version' ? (
        <OtherVersionScreen theirs={connection.theirs} ours={connection.ours} />
      ) : connection.kind === 'broken' ? (
        <BrokenScreen detail={connection.detail} />
      ) : offers ? (
        <FirstScreen offers={offers} />
      ) : (
        <Frame />
      )}
    </TextProvider>
  );
}
