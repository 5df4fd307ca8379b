import { existsSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { markdownPages } from './markdown-pages.js';
import { precompress } from './precompress.js';
import { withoutFonts } from './without-fonts.js';

/** The pages of the service: GraphiQL at `/graphql`, the web app everywhere else. */
const PAGES = ['graphiql/index.html', 'index.html'];
/** Where `vite` on its own, for work on the pages, finds a running service. */
const SERVICE = process.env['SERVICE_URL'] ?? 'http://127.0.0.1:4000';

const root = import.meta.dirname;

export default defineConfig({
  root,
  plugins: [react(), markdownPages(), withoutFonts(), precompress()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // The first to know light-dark(): rewritten for older ones, it takes no notice of the scheme that the user chose.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // GraphiQL's editor is a megabyte by itself, and only its page loads it.
    chunkSizeWarningLimit: 5000,
    rolldownOptions: {
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
