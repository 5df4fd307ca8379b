import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_TRAINING_OPTIONS } from '../../../src/domain/training-options.js';
import type { ReportedTask, ReportFacts } from '../../../src/evaluation/report/facts.js';
import { Reporter, type ReportFormat } from '../../../src/evaluation/report/report.js';
import { OUTCOME } from '../tasks/support.js';
import { saveTask, type SavedTask } from './saved-task.js';

const EVIL = `<img src=x onerror=alert(1)>'"|[a](javascript:b)`;

let saved: SavedTask;
beforeEach(async () => {
  saved = await saveTask();
});
afterEach(() => saved.close());

function report(format: ReportFormat, changes: Partial<ReportedTask> = {}): Promise<string> {
  const { insights, task } = saved;
  const reporter = new Reporter({
    insights,
    version: '1.2.3',
    engineVersionOf: () => Promise.resolve('3.46.0.11'),
  });
  return reporter.report(
    {
      ...task,
      fileName: 'churn.csv',
      datasetId: 'f00d',
      options: DEFAULT_TRAINING_OPTIONS,
      problemType: 'BINARY',
      leaderboard: OUTCOME.leaderboard,
      model: { ...OUTCOME.model, verdict: 'Fair: it is right in 80 % of the rows.' },
      notes: ['Trained without XGBoost.'],
      findings: [],
      baseline: null,
      finishedAt: new Date(0),
      ...changes,
    },
    format,
  );
}

describe('the report of a task', () => {
  it('says in each format how good the model is, what it rests on, and how to do it again', async () => {
    for (const format of ['HTML', 'MARKDOWN'] as const) {
      const text = await report(format);
      for (const words of [
        'it is right in 80 % of the rows',
        'contract',
        'tickets',
        'f00d',
        '1.2.3',
        'curl -s',
      ]) {
        expect(text.replaceAll('\\', '')).toContain(words);
      }
    }
    const facts = JSON.parse(await report('JSON')) as ReportFacts;
    expect(facts).toMatchObject({
      formatVersion: 1,
      threshold: { threshold: 0.3 },
      versions: { trainyard: '1.2.3', h2o: '3.46.0.11' },
      finishedAt: '1970-01-01T00:00:00.000Z',
    });
    expect(facts.importance[0]!.column).toBe('contract');
    expect(facts.dependence.map(({ column }) => column)).toEqual(['contract', 'tickets', 'last_login']);
  });

  it('needs nothing from elsewhere, and lets nothing run that stands in a table', async () => {
    const changes = {
      fileName: EVIL,
      notes: [EVIL],
      sample: { ...saved.task.sample, target: EVIL },
    };
    const html = await report('HTML', changes);
    expect(html).not.toContain('<img');
    expect(html).not.toMatch(/<script|https?:\/\/(?!127\.0\.0\.1)|src=x onerror=alert\(1\)>/);
    expect(html).toContain("default-src 'none'");
    const markdown = await report('MARKDOWN', changes);
    expect(markdown.replace(/```[^]*?```/g, '')).not.toMatch(/(?<!\\)<img|(?<!\\)\[a(?<!\\)\]/);
    // The command is one for a shell also where the name of the file has quotes.
    const facts = JSON.parse(await report('JSON', changes)) as ReportFacts;
    expect(facts.reproduce).toContain(`0=@'<img src=x onerror=alert(1)>'\\''"|[a](javascript:b)'`);
  });

  it('is there also where the model cannot be loaded any more', async () => {
    const text = await report('MARKDOWN', { id: 'gone' });
    expect(text).toContain('Result');
    expect(text).not.toContain('What the columns are worth');
  });
});
