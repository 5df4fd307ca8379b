import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ServiceMetrics } from '../../../src/observability/metrics.js';

const read = (file: string) => readFileSync(new URL(`../../../deploy/${file}`, import.meta.url), 'utf8');

const Rules = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string(),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smh]$/)
            .optional(),
          labels: z.object({ severity: z.enum(['warning', 'critical']) }),
          annotations: z.object({ summary: z.string() }),
        }),
      ),
    }),
  ),
});
const Dashboard = z.object({
  uid: z.string(),
  panels: z.array(
    z.object({
      id: z.number(),
      title: z.string(),
      gridPos: z.object({ h: z.number(), w: z.number(), x: z.number(), y: z.number() }),
      targets: z.array(z.object({ refId: z.string(), expr: z.string(), legendFormat: z.string() })).min(1),
    }),
  ),
});

const rules = Rules.parse(parse(read('prometheus-alerts.yml'))).groups.flatMap((group) => group.rules);
const { panels } = Dashboard.parse(JSON.parse(read('grafana-dashboard.json')));
const expressions: [string, string][] = [
  ...rules.map(({ alert, expr }): [string, string] => [alert, expr]),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }): [string, string] => [title, expr])),
];

const metrics = new ServiceMetrics();
metrics.watch({
  tasksByState: () => ({ WAITING: 1 }),
  engineState: () => 'READY',
  load: () => ({ sockets: 0, operations: 0, uploads: 0 }),
  disk: { freeBytes: 1, minFreeBytes: 1 },
});
metrics.operation({ transport: 'http', kind: 'query', field: 'task', code: 'OK', seconds: 1 });
metrics.trained('failed', 1);
metrics.predicted('rows', 1, 1);
const page = await metrics.text();
/** Each metric with the labels that it has. */
const labelsOf = new Map<string, Set<string>>();
for (const [, name = '', labels = ''] of page.matchAll(/^(\w+)(?:\{(.*)\})? /gm)) {
  const known = labelsOf.get(name) ?? new Set();
  for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) known.add(label);
  labelsOf.set(name, known);
}

describe('in deploy/', () => {
  test.each(expressions)('%s asks for metrics and labels that there are: %s', (_what, expression) => {
    const named = [...expression.matchAll(/\b((?:trainyard|nodejs|process)_\w+|up)\b(?:\{(.*?)\})?/g)];
    expect(named).not.toEqual([]);
    for (const [, name = '', selector = ''] of named) {
      // Made by Prometheus itself.
      if (name === 'up') continue;
      expect([...labelsOf.keys()]).toContain(name);
      for (const [, label = ''] of selector.matchAll(/(\w+)\s*[!=]/g)) {
        if (label !== 'job') expect([...labelsOf.get(name)!]).toContain(label);
      }
    }
    expect(expression.split('(')).toHaveLength(expression.split(')').length);
  });

  test('alerts have names of their own, and panels places of their own', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(new Set(panels.map(({ gridPos: { x, y } }) => `${x} ${y}`)).size).toBe(panels.length);
  });

  test('every metric of the service is on the dashboard or in an alert', () => {
    const own = [...page.matchAll(/^# TYPE (trainyard_\w+)/gm)].map(([, name = '']) => name);
    const asked = expressions.map(([, expression]) => expression).join('\n');
    expect(own.filter((name) => !asked.includes(name))).toEqual([]);
  });
});
