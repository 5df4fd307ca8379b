import { formatCount } from './number.js';

/** What the API calls a thing, and what the pages call it. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bmaxRuntimeSecs \((\d+) s\)/g, 'the time limit ($1 s)'],
  [/\bmaxRuntimeSecs\b/g, 'the time limit'],
  [/\bmaxRows\b/g, 'the maximum rows'],
  [/\bmaxModels\b/g, 'the maximum models'],
  [/\bignoredColumns\b/g, 'the excluded columns'],
  [/\bproblemType\b/g, 'the kind of prediction'],
  [/`includeColumns` takes it in/g, '“Train again with changes” can include it'],
  [/\bincludeColumns\b/g, 'the included columns'],
  [/\bthe validation TIME_ORDERED\b/g, 'validation in the order of time'],
  [/\bthe validation GROUPED\b/g, 'validation by groups'],
  [/\bSet mergeVariants for the column to take them as one/g, 'Merge them if they mean the same'],
  [/\btrain a REGRESSION\b/g, 'predict it as a number'],
  [/\bthe column's timeFormat\b/g, 'how the dates of the column are written'],
  [/ \(`the maximum rows`\)/g, ''],
  [/\bH2O_MEMORY\b/g, 'the memory of the engine'],
  [/"([^"\\\n]*)"/g, '“$1”'],
  [/(\d) %/g, '$1%'],
  [/Training data must have at least 2 features \(incl\. response\)\.?/g, 'No column is left to learn from.'],
];

/** The pages mark thousands wherever something is counted; a year is not. */
const COUNTED = /\b\d{4,}(?= (?:different|distinct|rows|columns|cells|lines|values|classes|of \d+ rows)\b)/g;

/** A message of the service in the words of the pages, each sentence once. */
export function inPageWords(message: string): string {
  const text = WORDS.reduce((soFar, [pattern, words]) => soFar.replace(pattern, words), message).replace(
    COUNTED,
    (count) => formatCount(Number(count)),
  );
  const sentences = text.match(/[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?]*/g) ?? [text];
  const seen = new Set<string>();
  return sentences
    .filter((sentence) => {
      const key = sentence.trim().replace(/^(?:GLM|GBM|XGBOOST|DRF|DEEP_LEARNING|STACKED_ENSEMBLE): /, '');
      return key === '' || (!seen.has(key) && seen.add(key));
    })
    .map((sentence) => sentence.trim())
    .join(' ');
}
