import type { QueueOrder } from '../engine/protocol.gen';
import type { Language } from '../lib/i18n';
import { useText } from '../lib/text';
import { Check, Choices } from './choices';
import { runById, usePage, usePageState } from './page-context';
import { Popover } from './panel';

const LANGUAGES: readonly { value: Language; name: string }[] = [
  { value: 'en', name: 'English' },
  { value: 'ru', name: 'Русский' },
];

export function MenuPanel() {
  const { t } = useText();
  const page = usePage();
  const run = (id: string) => () => runById(page, id);
  return (
    <Popover title={t('header.menu')}>
      <QueueMenu />
      <div className="menu-group">
        <MenuItem says={t('action.auto')} onClick={run('auto-move')} />
        <MenuItem says={t('menu.folders')} onClick={() => page.desk.toggle('folders')} />
        <MenuItem says={t('menu.files')} onClick={() => page.desk.toggle('files')} />
        <MenuItem says={t('action.keys')} cap="?" onClick={run('keys')} />
      </div>
      <PersonMenu />
    </Popover>
  );
}

/** What is asked, and in which order: belongs to the folder, and can be taken back like any decision. */
function QueueMenu() {
  const { t } = useText();
  const page = usePage();
  const order = usePageState((state) => state.snapshot.overview?.order ?? '');
  const manualOnly = usePageState((state) => state.snapshot.overview?.manual_only ?? false);
  const orders: { value: QueueOrder; name: string }[] = [
    { value: 'path', name: t('menu.by_path') },
    { value: 'taken', name: t('menu.by_taken') },
  ];
  return (
    <div className="menu-group">
      <MenuItem says={t('action.shuffle')} onClick={() => runById(page, 'shuffle')} />
      <Choices
        title={t('menu.order')}
        options={orders}
        value={order}
        onChange={(value) => void page.desk.set({ order: value })}
      />
      <Check
        says={t('menu.manual_only')}
        checked={manualOnly}
        onChange={(checked) => void page.desk.set({ manual_only: checked })}
      />
    </div>
  );
}

function PersonMenu() {
  const { t } = useText();
  const { store } = usePage();
  const preferences = usePageState((state) => state.preferences);
  const set = (change: Partial<typeof preferences>) => store.dispatch({ kind: 'preferences', preferences: change });
  const themes = [
    { value: 'dark', name: t('menu.dark') },
    { value: 'light', name: t('menu.light') },
  ] as const;
  return (
    <div className="menu-group">
      <Check says={t('menu.sound')} checked={preferences.sound} onChange={(sound) => set({ sound })} />
      <Check says={t('menu.notice')} checked={preferences.notice} onChange={(notice) => set({ notice })} />
      <Choices
        title={t('menu.theme')}
        options={themes}
        value={preferences.theme}
        onChange={(theme) => set({ theme })}
      />
      <Choices
        title={t('menu.language')}
        options={LANGUAGES}
        value={preferences.language}
        onChange={(language) => set({ language })}
      />
    </div>
  );
}

function MenuItem({ says, cap, onClick }: { says: string; cap?: string; onClick(): void }) {
  return (
    <button type="button" className="menu-item" onClick={onClick}>
      <span>{says}</span>
      {cap && <kbd className="keycap">{cap}</kbd>}
    </button>
  );
}
