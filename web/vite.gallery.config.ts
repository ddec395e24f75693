import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

import { packagesOfThePage } from './vite.packages.ts';

// The page in every state, from a fake engine: `npm run gallery`. Not part of web/dist.
export default defineConfig({
  root: fileURLToPath(new URL('../tests/web/gallery', import.meta.url)),
  cacheDir: fileURLToPath(new URL('node_modules/.vite-gallery', import.meta.url)),
  plugins: [packagesOfThePage(), react()],
  server: { port: 8123, strictPort: true, fs: { allow: ['../../..'] } },
});
