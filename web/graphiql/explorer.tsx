import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { GraphiQL } from 'graphiql';
import { EXAMPLES } from './examples';
import { createFetcher } from './fetcher';
import { UPLOAD_PLUGIN } from './upload-plugin';

const plugins = [HISTORY_PLUGIN, UPLOAD_PLUGIN];

// GraphiQL shows the first tab without its variables; what it stored goes first, so that a reload keeps what was typed.
const variables = localStorage.getItem('graphiql:variables') ?? EXAMPLES[0]?.variables ?? '';

export function Explorer({ endpoint }: { readonly endpoint: URL }) {
  return (
    <GraphiQL
      fetcher={createFetcher(endpoint)}
      plugins={plugins}
      visiblePlugin={UPLOAD_PLUGIN}
      defaultTabs={EXAMPLES}
      initialVariables={variables}
      defaultEditorToolsVisibility="variables"
    >
      <GraphiQL.Logo>
        <a className="home" href="/">
          Trainyard
        </a>
      </GraphiQL.Logo>
    </GraphiQL>
  );
}
