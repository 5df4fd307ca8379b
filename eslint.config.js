import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Who may import whom; everything else between rooms is forbidden. `domain` and `errors` are open to all but mojo. */
const ROOMS = {
  domain: [],
  storage: ['domain'],
  metrics: ['domain'],
  explain: ['metrics'],
  csv: ['domain'],
  intake: ['domain', 'csv', 'storage'],
  h2o: ['domain'],
  mojo: [],
  tasks: ['domain', 'storage'],
  datasets: ['domain', 'storage', 'intake'],
  jobs: ['domain', 'storage', 'datasets', 'tasks'],
  training: ['domain', 'metrics', 'h2o', 'csv', 'storage'],
  prediction: ['domain', 'explain', 'mojo', 'h2o', 'csv', 'storage'],
  observability: ['domain', 'tasks'],
  tunnel: [],
  evaluation: ['domain', 'metrics', 'explain', 'csv', 'storage', 'prediction'],
  api: ['domain', 'storage', 'datasets', 'tasks', 'jobs', 'prediction', 'evaluation', 'intake'],
};

const zones = Object.entries(ROOMS).map(([room, allowed]) => ({
  target: `./src/${room}`,
  from: './src',
  except: [`./${room}`, ...allowed.map((other) => `./${other}`), ...(room === 'mojo' ? [] : ['./errors.ts'])],
  message: `src/${room} may import ${['itself', ...allowed].join(', ')} only (docs/architecture.md).`,
}));

/**
 * The folders inside a room, lowest first; `.` are the files of the room itself. A folder imports only from itself and
 * those before it, types included, so that folders form no cycle.
 */
const LAYERS = {
  csv: [
    'cells',
    'records',
    'source',
    'bytes',
    'detect',
    'frame',
    'formats',
    'formats/json',
    'formats/parquet',
    'formats/xlsx',
    '.',
  ],
  evaluation: ['.', 'report'],
  h2o: ['client', 'engine', 'host', 'install', 'process', '.'],
  intake: ['profile', 'workers', 'advice', 'sample', '.'],
  mojo: ['container', 'numeric', 'model', 'trees', 'algorithms', 'xgboost', 'contributions', '.'],
  prediction: ['.', 'csv', 'engine', 'workers', 'service'],
  training: ['validation', '.'],
};

const filesOf = (room, folder) => `./src/${room}/${folder === '.' ? '' : `${folder}/`}*.ts`;
const layerZones = Object.entries(LAYERS).flatMap(([room, folders]) =>
  folders.slice(0, -1).map((folder, index) => ({
    target: filesOf(room, folder),
    from: folders.slice(index + 1).map((above) => filesOf(room, above)),
    message: `${filesOf(room, folder)} are below this folder (LAYERS in eslint.config.js).`,
  })),
);

export default tseslint.config(
  { ignores: ['dist', 'data', 'node_modules', 'coverage', 'test/support/gql', 'web/src/gql', 'web/dist'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    // Finds the .ts behind an import of .js: without it the rules on rooms and cycles see nothing.
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({
          project: ['tsconfig.json', 'web/tsconfig.json'],
          noWarnOnMultipleProjects: true,
        }),
      ],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: [...zones, ...layerZones] }],
      'import-x/no-cycle': ['error', { maxDepth: 10 }],
      'import-x/no-default-export': 'error',
      // A decorated class may hold nothing but fields: type-graphql reads its types from it.
      '@typescript-eslint/no-extraneous-class': [
        'error',
        { allowWithDecorator: true, allowStaticOnly: false },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/prefer-literal-enum-member': 'off',
    },
  },
  {
    // Tools that want a default export.
    files: ['*.config.{js,ts}', '*.ts', 'web/*.config.ts'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    files: ['test/**', 'bench/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
