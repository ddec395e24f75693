import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

import { packagesOfThePage } from './vite.packages.ts';

export default defineConfig({
  plugins: [packagesOfThePage(), react()],
  server: { fs: { allow: ['..'] } },
  test: {
    include: ['../tests/web/**/*.test.{ts,tsx}'],
    environment: 'node', // a test of a view says `@vitest-environment jsdom`
  },
});
