import { setTimeout as delay } from 'node:timers/promises';
import { Customers, FEATURES, TARGET } from './data.js';
import type { GraphQL } from './graphql.js';

const ROWS = 2_000;
const TRAIN = `mutation ($file: Upload!, $options: TrainingOptions) { trainModel(file: $file, options: $options) { id } }`;
const STATUS = `query ($id: ID!) { task(id: $id) { status error { message } } }`;

/** Has the service train a small GBM. @returns the task's id once it is done */
export async function trainTask(graphql: GraphQL): Promise<string> {
  const customers = new Customers(1);
  const lines = Array.from({ length: ROWS }, () => customers.row().join(','));
  const csv = new Blob([`${[...FEATURES, TARGET].join(',')}\n${lines.join('\n')}\n`]);
  const options = { target: TARGET, algorithms: ['GBM'], maxModels: 1, maxRows: null, escalate: false };
  const { trainModel } = await graphql.upload<{ trainModel: { id: string } }>(TRAIN, { options }, csv);
  for (;;) {
    const { task } = await graphql.request<{ task: { status: string; error: { message: string } | null } }>(
      STATUS,
      { id: trainModel.id },
    );
    if (task.status === 'DONE') return trainModel.id;
    if (task.status === 'ERROR') throw new Error(task.error?.message ?? 'The task failed.');
    await delay(200);
  }
}
