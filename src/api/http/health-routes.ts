import { Router } from 'express';
import type { TokenGuard } from '../access/auth.js';
import type { HealthMonitor } from '../../jobs/health.js';

/**
 * For supervisors, without a token: `/healthz` says that the process answers, `/readyz` that a task would be trained
 * now. Why not in the words of the engine is for those only who know the token.
 */
export function healthRoutes(health: HealthMonitor, guard: TokenGuard): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.set('cache-control', 'no-store').json({ status: 'alive' });
  });
  router.get('/readyz', (request, response) => {
    const reason = health.notReady({ inDetail: guard.acceptsHeader(request.headers.authorization) });
    response
      .set('cache-control', 'no-store')
      .status(reason === null ? 200 : 503)
      .json(reason === null ? { status: 'ready' } : { status: 'not ready', reason });
  });
  return router;
}
