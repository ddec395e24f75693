import react from '@vitejs/plugin-react';
import path from 'node:path';
import { defineConfig } from 'vite';
import { policyInPage } from './vite.policy.ts';

// shared/ as WebAssembly: `./dev build` makes it before the page.
const core = process.env.PHOTOCLUSTER_CORE ?? path.resolve(import.meta.dirname, '../build/wasm/wasm/core.mjs');

// The one file that says what browsers are to load and run.
const policy = path.resolve(import.meta.dirname, '../native-helper/server/content_policy.h');

// The helper of a checkout serves web/dist; `vite` alone serves the page while it is written and asks the helper for
// the rest.
export default defineConfig({
  plugins: [react(), policyInPage(policy)],
  resolve: { alias: { 'core-module': core } },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0, // the page's policy allows no data: addresses
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:8000', ws: true } } },
});
