import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './style.css';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { GraphiQL } from 'graphiql';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { EXAMPLES } from './examples';
import { createFetcher } from './fetcher';
import { UPLOAD_PLUGIN } from './upload-plugin';

const fetcher = createFetcher(new URL('/graphql', window.location.href));
const plugins = [HISTORY_PLUGIN, UPLOAD_PLUGIN];

// GraphiQL shows the first tab without its variables; what it stored goes first, so that a reload keeps what was typed.
const variables = localStorage.getItem('graphiql:variables') ?? EXAMPLES[0]?.variables ?? '';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element to put GraphiQL into.');

createRoot(root).render(
  <StrictMode>
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      visiblePlugin={UPLOAD_PLUGIN}
      defaultTabs={EXAMPLES}
      initialVariables={variables}
      defaultEditorToolsVisibility="variables"
    >
      <GraphiQL.Logo>Trainyard</GraphiQL.Logo>
    </GraphiQL>
  </StrictMode>,
);
