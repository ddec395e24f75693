import react from '@vitejs/plugin-react';
import path from 'node:path';
import { defineConfig } from 'vite';

import { packagesOfThePage } from './vite.packages.ts';

// The page in every state, from a fake engine: `npm run gallery`. Not part of web/dist.
export default defineConfig({
  root: path.resolve(import.meta.dirname, '../tests/web/gallery'),
  cacheDir: path.resolve(import.meta.dirname, 'node_modules/.vite-gallery'),
  plugins: [packagesOfThePage(), react()],
  server: { port: 8123, strictPort: true, fs: { allow: ['../../..'] } },
});
