import { TrainyardError } from '../../domain/errors.js';
import type { Insights } from '../insights.js';
import { documentOf } from './compose.js';
import type { ReportedTask, ReportFacts } from './facts.js';
import { asHtml } from './html.js';
import { asMarkdown } from './markdown.js';
import { reproduce } from './reproduce.js';

export type ReportFormat = 'HTML' | 'MARKDOWN' | 'JSON';

/** Columns whose dependence is shown. */
const SHOWN_COLUMNS = 4;
const POINTS = 8;

export interface ReporterParts {
  readonly insights: Insights;
  /** Of the service. */
  readonly version: string;
  readonly engineVersionOf: (taskId: string) => Promise<string | null>;
}

/** Writes what is known of a finished task as one document that needs nothing else. */
export class Reporter {
  readonly #parts: ReporterParts;

  constructor(parts: ReporterParts) {
    this.#parts = parts;
  }

  async report(task: ReportedTask, format: ReportFormat, signal?: AbortSignal): Promise<string> {
    const facts = await this.#facts(task, signal);
    if (format === 'JSON') return `${JSON.stringify(facts, null, 2)}\n`;
    const document = documentOf(facts);
    return format === 'HTML' ? asHtml(document) : asMarkdown(document);
  }

  async #facts(task: ReportedTask, signal?: AbortSignal): Promise<ReportFacts> {
    const { insights, version, engineVersionOf } = this.#parts;
    const { sample, options, model } = task;
    const importance = await whereThereIs(insights.importance(task, signal), { rows: 'SAMPLE', columns: [] });
    const dependence = [];
    for (const { column } of importance.columns.slice(0, SHOWN_COLUMNS)) {
      dependence.push(await insights.partialDependence(task, column, POINTS, signal));
    }
    const thresholds = await whereThereIs(insights.thresholds(task, signal), []);
    const chosen = await whereThereIs(insights.threshold(task.id), null);
    return {
      formatVersion: 1,
      taskId: task.id,
      data: {
        fileName: task.fileName,
        datasetId: task.datasetId,
        rowsTotal: sample.rowsTotal,
        rowsUsed: sample.rowsUsed,
        columns: sample.columns.map(({ name }) => name),
        findings: sample.findings,
      },
      target: sample.target,
      problemType: task.problemType,
      options,
      notes: task.notes,
      findings: task.findings,
      leaderboard: task.leaderboard,
      model: {
        modelId: model.modelId,
        algorithm: model.algorithm,
        metrics: model.metrics,
        escalated: model.escalated,
        confusionMatrix: model.confusionMatrix,
        skill: model.skill,
        verdict: model.verdict,
        threshold: model.threshold,
        thresholdCriterion: model.thresholdCriterion,
      },
      baseline: task.baseline,
      threshold: thresholds.find(({ threshold }) => threshold === chosen?.threshold) ?? null,
      importance: importance.columns,
      importanceRows: importance.rows,
      dependence,
      versions: { trainyard: version, h2o: await whereThereIs(engineVersionOf(task.id), null) },
      finishedAt: task.finishedAt?.toISOString() ?? null,
      reproduce: reproduce(task.fileName, options),
    };
  }
}

/** What a model that cannot be loaded has not; the rest of the report is there all the same. */
async function whereThereIs<T>(wanted: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await wanted;
  } catch (error) {
    if (error instanceof TrainyardError) return otherwise;
    throw error;
  }
}
