import { createRoot } from 'react-dom/client';

import { connectEngine } from './engine/connect';
import { loadPreferences } from './lib/preferences';
import { firstState } from './state/page-state';
import { createStore } from './state/store';
import { App, createPage } from './views/app';
import './views/base.css';
import './views/action-line.css';
import './views/frame.css';
import './views/single.css';
import './views/panels.css';
import './views/first.css';

// Engine, store and desk are made once, here, and live as long as the page.
const store = createStore(firstState(loadPreferences(localStorage, navigator.languages)));
const worker = new Worker(new URL('./workers/core.worker.ts', import.meta.url), { type: 'module' });
const engine = connectEngine(worker);
const page = createPage(engine, store);
const element = document.getElementById('page');
if (element) createRoot(element).render(<App page={page} />);

// For tests, and for whoever helps a user: `await photocluster.stateHash()` in the console.
Object.assign(window, { photocluster: engine });
