import { inject } from 'vitest';
import { H2OClient } from '../../src/h2o/client/client.js';
import type { SharedEngine } from './shared-engine.js';

/** Where the engine is that all integration tests share. */
export const sharedEngine = (): SharedEngine => inject('engine');

/** A client of the shared engine; the test that opens it closes it. */
export const openClient = (): H2OClient => new H2OClient(sharedEngine());
