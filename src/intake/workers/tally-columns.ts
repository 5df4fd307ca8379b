/** Runs in a worker thread, which tallies columns of one table at a time. */
import { ColumnWorker, type ColumnAnswer, type ColumnRequest } from '../profile/column-thread.js';

const worker = new ColumnWorker();

export const tallyColumns = (request: ColumnRequest): ColumnAnswer => worker.answer(request);
