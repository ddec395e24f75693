import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const HERE = fileURLToPath(new URL('vite.packages.ts', import.meta.url));

/** Lets sources outside of web/, that is those of tests/, use the packages inside. */
export function packagesOfThePage(): Plugin {
  return {
    name: 'packages-of-the-page',
    enforce: 'pre',
    resolveId(source, importer, options) {
      const isPackage = /^[@a-z]/i.test(source) && !source.startsWith('node:');
      if (!isPackage || !importer?.includes('/tests/')) return null;
      return this.resolve(source, HERE, { ...options, skipSelf: true });
    },
  };
}
