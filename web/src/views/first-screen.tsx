import { useState } from 'react';

import type { Fault, Offers, RecentFolder } from '../engine/protocol.gen';
import { splitPlace } from '../lib/format';
import { useText } from '../lib/text';
import { openingFault } from '../state/trouble';
import { PileDrawing } from './pile-drawing';
import { usePage, usePageState } from './page-context';

/** No folder is open: what this is, in three sentences, and what may be opened. */
export function FirstScreen({ offers }: { offers: Offers }) {
  const { t, label } = useText();
  const { engine } = usePage();
  const program = usePageState((state) => state.snapshot.program);
  const [opening, setOpening] = useState<string | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [last, ...others] = offers.recent;
  const isRecent = (path: string) => offers.recent.some((folder) => folder.path === path);

  const open = async (path: string) => {
    setOpening(path);
    setFault(null);
    const { error } = await engine.open(path);
    if (error) setFault(error);
    setOpening(null);
  };
  const button = (path: string, says: string, isMain = false) => (
    <button
      type="button"
      className={isMain ? 'button button-main' : 'button'}
      disabled={opening !== null}
      title={path}
      onClick={() => void open(path)}
    >
      {opening === path ? t(path === offers.demo ? 'first.making' : 'first.opening') : says}
    </button>
  );
  return (
    <main className="screen first">
      <div className="screen-text">
        <PileDrawing />
        <h1>{t('first.title')}</h1>
        <p>
          {t('first.shows')} {t('first.key')} {t('first.safe')}
        </p>
        {fault && (
          <div role="alert">
            <p className="amber">{label(openingFault(fault))}</p>
            <p className="quiet">{fault.detail}</p>
          </div>
        )}
        <div className="first-offers">
          {last && (
            <div className="first-offer">
              {button(last.path, t('first.continue', { folder: nameOf(last.path) }), true)}
              <Standing folder={last} />
            </div>
          )}
          {offers.here && !isRecent(offers.here) && (
            <div className="first-offer">
              {button(offers.here, t('first.here', { folder: nameOf(offers.here) }), !last)}
              <span className="quiet">{offers.here}</span>
            </div>
          )}
          {offers.demo && !isRecent(offers.demo) && (
            <div className="first-offer">
              {button(offers.demo, t('first.demo'), !last && !offers.here)}
              <span className="quiet">{t('first.demo_what')}</span>
            </div>
          )}
        </div>
        {others.length > 0 && (
          <>
            <h2>{t('first.recent')}</h2>
            <ul className="first-recent">
              {others.map((folder) => (
                <li key={folder.path} className="first-offer">
                  {button(folder.path, nameOf(folder.path))}
                  <Standing folder={folder} />
                </li>
              ))}
            </ul>
          </>
        )}
        <p className="quiet">{t('first.other')}</p>
        <pre className="command">{program} serve ~/Photos</pre>
      </div>
    </main>
  );
}

const nameOf = (path: string) => splitPlace(path)[1] || path;

/** How far it was when it was last open. */
function Standing({ folder }: { folder: RecentFolder }) {
  const { t, dateDecided } = useText();
  return (
    <span className="quiet">
      {t('first.standing', { queue: folder.queue, photos: folder.photos })} · {dateDecided(folder.at_ms)}
    </span>
  );
}
