import { DEFAULT_TRAINING_OPTIONS, type TrainingOptions } from '../../domain/training-options.js';

/** One command that trains the same again on the same file, for a POSIX shell. */
export function reproduce(fileName: string, options: TrainingOptions): string {
  const changed = Object.fromEntries(
    Object.entries(options).filter(
      ([name, value]) =>
        name === 'seed' ||
        JSON.stringify(value) !== JSON.stringify(DEFAULT_TRAINING_OPTIONS[name as keyof TrainingOptions]),
    ),
  );
  const operations = JSON.stringify({
    query:
      'mutation($file: Upload!, $options: TrainingOptions) { trainModel(file: $file, options: $options) { id status } }',
    variables: { file: null, options: changed },
  });
  return [
    `curl -s http://127.0.0.1:4000/graphql -H 'apollo-require-preflight: 1' \\`,
    `  -F operations=${quoted(operations)} \\`,
    `  -F map='{"0":["variables.file"]}' -F 0=@${quoted(fileName)}`,
  ].join('\n');
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
