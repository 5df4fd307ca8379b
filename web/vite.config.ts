import { existsSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { chunkGroups } from './chunks.js';
import { inlineDocuments } from './inline-documents.js';
import { markdownPages } from './markdown-pages.js';
import { precompress } from './precompress.js';
import { withoutFonts } from './without-fonts.js';

/** The pages of the service: GraphiQL at `/graphql`, the web app everywhere else. */
const PAGES = ['graphiql/index.html', 'index.html'];
/** Where `vite` on its own, for work on the pages, finds a running service. */
const SERVICE = process.env['SERVICE_URL'] ?? 'http://127.0.0.1:4000';

const root = import.meta.dirname;
const productionRouter = path.join(root, '../node_modules/react-router/dist/production/index.mjs');

export default defineConfig({
  root,
  // The package has its development build for everyone, with warnings for developers.
  resolve: { alias: [{ find: /^react-router$/, replacement: productionRouter }] },
  plugins: [react(), inlineDocuments(), markdownPages(), withoutFonts(), precompress()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // The first to know light-dark(): rewritten for older ones, it takes no notice of the scheme that the user chose.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // GraphiQL's editor is a megabyte by itself, and only its page loads it.
    chunkSizeWarningLimit: 5000,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: chunkGroups() },
        // By itself the name holds all entries that share it.
        chunkFileNames: ({ name }) => `assets/${name.startsWith('shared') ? 'shared' : '[name]'}-[hash].js`,
      },
      input: PAGES.map((page) => path.join(root, page)).filter((page) => existsSync(page)),
      onLog: (level, log, handle) => {
        // Libraries carry hints for a compiler that we do not run.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
  worker: { format: 'es' },
  // GraphiQL's workers cannot be bundled ahead; the app's page is the one to work on.
  optimizeDeps: { entries: ['index.html'] },
  server: {
    proxy: {
      '/graphql': { target: SERVICE, ws: true },
      '/models': SERVICE,
      '/predictions': SERVICE,
    },
  },
});
