/** Lets one app fetch its later parts by plain `import()`: Vite's helper around it weighs more than it saves there. */
import type { Plugin } from 'vite';

const HELPER = '\0vite/preload-helper.js';

export const plainImports = (environment: string): Plugin => ({
  name: 'plain-imports',
  enforce: 'pre',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === environment,
  load: {
    order: 'pre',
    handler: (id) => (id === HELPER ? 'export const __vitePreload = (load) => load();' : undefined),
  },
});
