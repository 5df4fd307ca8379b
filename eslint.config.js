import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Who may import whom; everything else between rooms is forbidden. */
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
  tunnel: ['domain'],
  evaluation: ['domain', 'metrics', 'explain', 'csv', 'storage', 'prediction'],
  api: ['domain', 'storage', 'metrics', 'datasets', 'tasks', 'jobs', 'prediction', 'evaluation', 'intake'],
};

const zones = Object.entries(ROOMS).map(([room, allowed]) => ({
  target: `./src/${room}`,
  from: './src',
  except: [`./${room}`, ...allowed.map((other) => `./${other}`)],
  message: `src/${room} may import ${['itself', ...allowed].join(', ')} only (docs/architecture.md).`,
}));

/**
 * The folders inside a room, lowest first; `.` are the files of the room itself. A folder imports only from itself and
 * those before it, types included, so that folders form no cycle.
 */
const LAYERS = {
  'src/api': [
    'access',
    'graphql',
    'uploads',
    'operation',
    'dataset',
    'health',
    'task',
    'prediction',
    'evaluation',
    'http',
    'ws',
    '.',
  ],
  'src/csv': [
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
  'src/evaluation': ['.', 'report'],
  'src/h2o': ['client', 'engine', 'host', 'install', 'process', '.'],
  'src/intake': ['profile', 'workers', 'advice', 'sample', '.'],
  'src/mojo': ['container', 'numeric', 'model', 'trees', 'algorithms', 'xgboost', 'contributions', '.'],
  'src/prediction': ['.', 'csv', 'engine', 'workers', 'service'],
  'src/training': ['validation', '.'],
  'web/src': [
    'gql',
    'session',
    'format',
    'charts',
    'findings',
    'ui',
    'monitor/classes',
    'code',
    'docs',
    'monitor/explain',
    'task',
    'train/settings',
    'compare',
    'evaluation',
    'monitor/failure',
    'notify',
    'train/dataset',
    'monitor/decide',
    'monitor/queue',
    'predict',
    'train/columns',
    'train/reading',
    'monitor/list',
    'train',
    'datasets',
    'monitor/about',
    'monitor/result',
    'monitor',
    'app',
    '.',
  ],
};

const filesOf = (room, folder) => `./${room}/${folder === '.' ? '' : `${folder}/`}*.{ts,tsx}`;
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
