// One scene of the page, chosen by the address: ?scene=single&theme=dark&language=en. Without a scene: all of them.
import { createRoot } from 'react-dom/client';

import type { Preferences } from '../../../web/src/lib/preferences';
import { firstState } from '../../../web/src/state/page-state';
import { createStore } from '../../../web/src/state/store';
import { App, createPage } from '../../../web/src/views/app';
import '../../../web/src/views/base.css';
import '../../../web/src/views/action-line.css';
import '../../../web/src/views/frame.css';
import '../../../web/src/views/single.css';
import '../../../web/src/views/panels.css';
import '../../../web/src/views/first.css';
import { engineOf, SCENES, type Scene } from './scenes';

const wanted = new URLSearchParams(location.search);
const name = wanted.get('scene') ?? '';
const preferences: Preferences = {
  language: wanted.get('language') === 'ru' ? 'ru' : 'en',
  theme: wanted.get('theme') === 'light' ? 'light' : 'dark',
  sound: false,
  notice: true,
  rail: true,
  modelSaid: false,
};

function setOff(scene: Scene): void {
  const engine = engineOf(scene);
  const store = createStore(firstState(preferences));
  const page = createPage(engine, store);
  createRoot(document.getElementById('page') as HTMLElement).render(<App page={page} />);
  setTimeout(() => {
    for (const event of scene.events ?? []) store.dispatch(event);
    if (name === 'layout') page.desk.assign('Roof');
    if (name === 'done-notice') {
      engine.change({ embedding: { done: 400, total: 400, per_second: 12, paused: false, finished: true } });
    }
  }, 100);
  if (scene.keys) setTimeout(() => type(scene.keys ?? ''), 300);
}

function type(text: string): void {
  const field = document.querySelector<HTMLInputElement>('.name-input');
  if (!field) return;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function Scenes() {
  return (
    <ul>
      {Object.keys(SCENES).map((scene) => (
        <li key={scene}>
          <a href={`?scene=${scene}`}>{scene}</a>
        </li>
      ))}
    </ul>
  );
}

const scene = SCENES[name];
if (scene) setOff(scene);
else createRoot(document.getElementById('page') as HTMLElement).render(<Scenes />);
