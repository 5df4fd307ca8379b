import { pick, useGraphiQL, type GraphiQLPlugin } from '@graphiql/react';
import { useId } from 'react';
import { chooseFiles, useChosenFiles } from './chosen-files';
import { uploadVariables, type UploadVariable } from './upload-variables';

/** GraphiQL has no file picker of its own: this one shows a picker for each variable of type Upload. */
export const UPLOAD_PLUGIN: GraphiQLPlugin = {
  title: 'File uploads',
  icon: UploadIcon,
  content: UploadPane,
};

function UploadPane() {
  const { documentAST, operationName } = useGraphiQL(pick('documentAST', 'operationName'));
  const variables = uploadVariables(documentAST, operationName);
  return (
    <section aria-label="File uploads">
      <div className="graphiql-doc-explorer-title">File uploads</div>
      {variables.length === 0 ? (
        <p>
          The operation takes no file. Give it a variable of type <code>Upload</code>, such as{' '}
          <code>$file: Upload!</code>, and a picker for it appears here.
        </p>
      ) : (
        variables.map((variable) => (
          <FilePicker key={`${variable.name}:${variable.type}`} variable={variable} />
        ))
      )}
    </section>
  );
}

function FilePicker({ variable: { name, type, isList } }: { variable: UploadVariable }) {
  const id = useId();
  const files = useChosenFiles().get(name) ?? [];
  return (
    <div className="upload-variable">
      <label htmlFor={id}>
        ${name}: {type}
      </label>
      <input
        id={id}
        type="file"
        multiple={isList}
        onChange={(event) => chooseFiles(name, Array.from(event.target.files ?? []))}
      />
      <p>{files.length === 0 ? 'No file chosen yet.' : files.map(summary).join(', ')}</p>
    </div>
  );
}

function summary({ name, size }: File): string {
  return `${name} (${new Intl.NumberFormat('en', { notation: 'compact' }).format(size)}B) goes with the operation`;
}

function UploadIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M12 16V4m0 0L7 9m5-5 5 5M4 16v3a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-3" />
    </svg>
  );
}
