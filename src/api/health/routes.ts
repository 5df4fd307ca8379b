import { Router } from 'express';
import type { HealthMonitor } from './monitor.js';

/** For supervisors: `/healthz` says that the process answers, `/readyz` that a task would be trained now. */
export function healthRoutes(health: HealthMonitor): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.set('cache-control', 'no-store').json({ status: 'alive' });
  });
  router.get('/readyz', (_request, response) => {
    const reason = health.notReady();
    response
      .set('cache-control', 'no-store')
      .status(reason === null ? 200 : 503)
      .json(reason === null ? { status: 'ready' } : { status: 'not ready', reason });
  });
  return router;
}
