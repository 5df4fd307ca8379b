import type { Finding, FindingCode } from '../../domain/finding.js';
import { ignoredNames, type SampleRequest } from './sample-request.js';

/** What may be harmless in a feature, and makes other classes of the target than its owner has in mind. */
const GRAVER_IN_TARGET: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'LABEL_VARIANTS',
  'BLANK_LEVEL',
  'MISSING_WORDS',
]);

/** Of what was found in a table, what concerns a task: all but the columns that are left out on request. */
export function sampleFindings(
  findings: readonly Finding[],
  target: string,
  request: SampleRequest,
): Finding[] {
  const ignored = new Set(ignoredNames(request));
  return findings
    .filter(({ column }) => column === null || !ignored.has(column))
    .map((finding) =>
      finding.column === target && GRAVER_IN_TARGET.has(finding.code)
        ? { ...finding, severity: 'WARNING' as const }
        : finding,
    );
}
