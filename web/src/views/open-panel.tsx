import { AutoPanel } from './auto-panel';
import { BackgroundPanel } from './background-panel';
import { CountsPanel } from './counts-panel';
import { FilesPanel } from './files-panel';
import { FoldersPanel } from './folders-panel';
import { KeysPanel } from './keys-panel';
import { LayoutPanel } from './layout-panel';
import { MenuPanel } from './menu-panel';
import { NotShownPanel } from './not-shown-panel';
import { usePageState } from './page-context';

/** The one panel that is open. */
export function OpenPanel() {
  const panel = usePageState((state) => state.panel);
  switch (panel) {
    case null:
      return null;
    case 'menu':
      return <MenuPanel />;
    case 'counts':
      return <CountsPanel />;
    case 'background':
      return <BackgroundPanel />;
    case 'not_shown':
      return <NotShownPanel />;
    case 'auto':
      return <AutoPanel />;
    case 'folders':
      return <FoldersPanel />;
    case 'files':
      return <FilesPanel />;
    case 'keys':
      return <KeysPanel />;
    case 'layout':
      return <LayoutPanel />;
  }
}
