import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Router, type RequestHandler } from 'express';
import type { PredictionService } from '../../prediction/prediction-service.js';
import type { TaskService } from '../../tasks/task-service.js';
import type { DataDirectory } from '../../storage/data-directory.js';
import type { TokenGuard } from '../access/auth.js';
import type { DownloadLinks } from '../access/download-links.js';

export interface DownloadSources {
  readonly tasks: Pick<TaskService, 'find'>;
  readonly predictions: Pick<PredictionService, 'openCsv'>;
  readonly files: DataDirectory;
  readonly links: DownloadLinks;
  readonly guard: TokenGuard;
}

/** Saved models and predictions as files: with the API token in the header, or by a link that we signed. */
export function downloadRoutes({ tasks, predictions, files, links, guard }: DownloadSources): Router {
  const router = Router();
  const checkToken = guard.middleware();
  const allowed: RequestHandler = (request, response, next) => {
    const { pathname, searchParams } = new URL(request.originalUrl, 'http://localhost');
    if (links.isSigned(pathname, searchParams)) next();
    else void checkToken(request, response, next);
  };

  router.get('/models/:taskId/:fileName', allowed, (request, response, next) => {
    const { taskId, fileName } = request.params as Record<string, string>;
    const model = tasks.find(taskId ?? '')?.model;
    const file = model && files.resolve(model.path);
    if (!file || path.basename(file) !== fileName) {
      response
        .status(404)
        .type('text')
        .send('There is no such model. It may have been deleted with its task.\n');
      return;
    }
    const name = `${model.modelId}${path.extname(file)}`;
    // Found again by its ETag: a task that is tried again has another model at the same address.
    response.set('cache-control', 'private, no-cache');
    response.download(file, name, { cacheControl: false, dotfiles: 'allow' }, (error: unknown) => {
      // Once the file is under way there is nobody left to tell.
      if (error && !response.headersSent) next(error);
    });
  });

  router.get('/predictions/:csvId.csv', allowed, async (request, response) => {
    const csv = await predictions.openCsv(String(request.params['csvId']));
    if (csv === null) {
      response.status(404).type('text').send('This prediction has expired. Predict again.\n');
      return;
    }
    response.set('cache-control', 'private, no-store');
    response.attachment(csv.fileName).type('text/csv; charset=utf-8');
    if (csv.bytes !== undefined) response.set('content-length', String(csv.bytes));
    await pipeline(csv.stream, response);
  });
  return router;
}
