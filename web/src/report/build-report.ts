import { LIGHT } from '../charts/colors.js';
import { drawChart, type ChartSpec } from '../charts/draw-chart.js';
import { predictedChart, residualChart, rocChart } from '../charts/specs.js';
import { ALGORITHM_NAMES, PROBLEM_NAMES } from '../format/names.js';
import { formatCount, formatShare } from '../format/number.js';
import { formatDateTime } from '../format/time.js';
import { formatMetric } from '../monitor/format-metric.js';
import { metricsFor } from '../monitor/metric-names.js';
import type { WholeTask } from '../monitor/use-task.js';
import { html, Html } from './html.js';
import { STYLE } from './style.js';

const CHART_WIDTH = 460;
const CHART_HEIGHT = 320;

/** The report of a DONE task: one HTML file that needs nothing else, with no script. */
export function buildReport(task: WholeTask): string {
  const { modelDetails: model, fileName, target, problemType, leaderboard, notes } = task;
  if (!model) throw new Error('There is a report of a finished task only.');
  const title = `${fileName} → ${target ?? ''}`;
  const metrics = metricsFor(problemType);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}: a training report</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <h1>${title}</h1>
        ${facts(task)}
        ${
          notes.length > 0
            ? html`<ul>
                ${notes.map((note) => html`<li>${note}</li>`)}
              </ul>`
            : ''
        }
        <h2>Best model: ${ALGORITHM_NAMES[model.algorithm]}</h2>
        <p>${model.modelId}, scored by cross-validation.</p>
        <table>
          ${metrics.map(
            (metric) =>
              html`<tr>
                <th scope="row">${metric.label}</th>
                <td>${formatMetric(metric, model.metrics[metric.name])}</td>
                <td class="words">${metric.meaning}</td>
              </tr>`,
          )}
        </table>
        ${confusion(model.confusionMatrix)}
        ${model.rocCurve ? chart('ROC curve', rocChart(model.rocCurve)) : ''}
        ${
          model.holdout && model.holdout.length > 0
            ? [
                chart('Predicted vs. actual', predictedChart(model.holdout)),
                chart('Residuals', residualChart(model.holdout)),
              ]
            : ''
        }
        <h2>Variable importance</h2>
        <table>
          ${model.variableImportance.map(
            ({ column, relative }) =>
              html`<tr>
                <th scope="row">${column}</th>
                <td>${formatShare(relative)}</td>
                <td>
                  <svg width="300" height="12" aria-hidden="true">
                    <rect width="${300 * relative}" height="12" fill="${LIGHT.mark}" />
                  </svg>
                </td>
              </tr>`,
          )}
        </table>
        <h2>Leaderboard</h2>
        <table>
          <tr>
            <th>#</th>
            <th>Model</th>
            ${metrics.map(({ label }) => html`<th>${label}</th>`)}
          </tr>
          ${leaderboard.map(
            (entry) =>
              html`<tr>
                <td>${entry.rank}</td>
                <td class="words" title="${entry.modelId}">${ALGORITHM_NAMES[entry.algorithm]}</td>
                ${metrics.map((metric) => html`<td>${formatMetric(metric, entry.metrics[metric.name])}</td>`)}
              </tr>`,
          )}
        </table>
      </body>
    </html>`;
  return `${page.text}\n`;
}

function facts({ id, datasetId, problemType, rowsUsed, rowsTotal, options, finishedAt }: WholeTask): Html {
  const items: [string, string][] = [
    ['Task', id],
    ['Table', `SHA-256 ${datasetId}`],
    ['Kind of prediction', problemType ? PROBLEM_NAMES[problemType] : ''],
    ['Rows', `${formatCount(rowsUsed ?? 0)} of ${formatCount(rowsTotal ?? 0)}`],
    ['Excluded columns', options.ignoredColumns.join(', ') || 'none'],
    ['Seed', String(options.seed)],
    ['Finished', finishedAt == null ? '' : formatDateTime(finishedAt)],
  ];
  return html`<table>
    ${items.map(
      ([name, value]) =>
        html`<tr>
          <th scope="row">${name}</th>
          <td class="words">${value}</td>
        </tr>`,
    )}
  </table>`;
}

function confusion(matrix: NonNullable<WholeTask['modelDetails']>['confusionMatrix']): Html {
  if (!matrix) return html``;
  const { labels, counts } = matrix;
  return html`<h2>Confusion matrix</h2>
    <table>
      <tr>
        <th>Actual ↓ Predicted →</th>
        ${labels.map((label) => html`<th>${label}</th>`)}
      </tr>
      ${labels.map(
        (label, row) =>
          html`<tr>
            <th scope="row">${label}</th>
            ${(counts[row] ?? []).map((count, column) => html`<td class="${row === column ? 'right' : ''}">${formatCount(count)}</td>`)}
          </tr>`,
      )}
    </table>`;
}

function chart(title: string, spec: ChartSpec): Html {
  return html`<figure>
    <figcaption>${title}</figcaption>
    ${new Html(drawChart(spec, LIGHT, CHART_WIDTH, CHART_HEIGHT))}
  </figure>`;
}
