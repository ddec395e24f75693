import { useText } from '../lib/text';
import type { Panel } from '../state/page-state';
import { BackgroundDot } from './background-dot';
import { classes } from './classes';
import { processedOf } from './figures';
import { LockIcon, MenuIcon } from './icons';
import { usePage, usePageState } from './page-context';

export function Header() {
  const { t } = useText();
  const { desk } = usePage();
  const open = usePageState((state) => state.panel === 'menu');
  const root = usePageState((state) => state.snapshot.root);
  const path = usePageState((state) => state.snapshot.path);
  return (
    <header className="header">
      <div className="header-left">
        <h1 className="header-root" title={path}>
          {root || 'Photocluster'}
        </h1>
        <FilesStay />
      </div>
      <Rooms />
      <div className="header-right">
        <NotShown />
        <Figures />
        <BackgroundDot />
        <button
          type="button"
          className="icon-button"
          aria-label={t('header.menu')}
          aria-expanded={open}
          onClick={() => desk.toggle('menu')}
        >
          <MenuIcon />
        </button>
      </div>
    </header>
  );
}

function Rooms() {
  const { t } = useText();
  const { verbs } = usePage();
  const room = usePageState((state) => state.room);
  return (
    <nav className="rooms" aria-label={t('header.rooms')}>
      {(['sort', 'history'] as const).map((each) => (
        <button
          key={each}
          type="button"
          className={classes('room', each === room && 'room-here')}
          aria-current={each === room ? 'page' : undefined}
          onClick={verbs[each]}
        >
          {t(`room.${each}`)}
        </button>
      ))}
    </nav>
  );
}

/** Opens one of the small panels with more of what it says. */
function FigureButton({ panel, className, children }: { panel: Panel; className?: string; children: string }) {
  const { desk } = usePage();
  const open = usePageState((state) => state.panel === panel);
  return (
    <button
      type="button"
      className={classes('figure', className)}
      aria-expanded={open}
      onClick={() => desk.toggle(panel)}
    >
      {children}
    </button>
  );
}

/** Of a folder that cannot be written to. */
function FilesStay() {
  const { t } = useText();
  const stay = usePageState((state) => state.snapshot.overview?.files_stay ?? false);
  if (!stay) return null;
  return (
    <span className="figure-quiet files-stay" title={t('header.files_stay_means')}>
      <LockIcon />
      <span>{t('header.files_stay')}</span>
    </span>
  );
}

function NotShown() {
  const { t } = useText();
  const count = usePageState((state) => state.snapshot.overview?.not_shown ?? 0);
  if (count === 0) return null;
  return (
    <FigureButton panel="not_shown" className="figure-quiet">
      {t('header.not_shown', { count })}
    </FigureButton>
  );
}

function Figures() {
  const { t, percent, integer } = useText();
  const overview = usePageState((state) => state.snapshot.overview);
  if (!overview) return null;
  const { processed, total, share } = processedOf(overview);
  const queue = t('header.queue', { count: overview.queue });
  const ratio = t('header.ratio', { processed: integer(processed), total: integer(total), percent: percent(share) });
  return <FigureButton panel="counts">{`${queue} · ${ratio}`}</FigureButton>;
}
