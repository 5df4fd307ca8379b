import { defineConfig } from 'vitest/config';
import { ConformanceReporter } from './test/conformance/reporter.js';

/** The whole comparison of the scorer with the engine; too long to be a part of the tests. */
export default defineConfig({
  test: {
    include: ['test/conformance/**/*.test.ts'],
    globalSetup: 'test/support/shared-engine.ts',
    // One engine: another file beside would only wait for it.
    maxWorkers: 1,
    testTimeout: 900_000,
    hookTimeout: 120_000,
    reporters: ['verbose', new ConformanceReporter('docs/mojo-conformance.md')],
  },
});
