import './app/mantine.css';
import '@mantine/notifications/styles.css';
import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.js';
import { Session } from './session/session.js';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');
const session = new Session(() => {
  void import('./predict/stored-result.js').then(({ forgetAllResults }) => forgetAllResults());
});
createRoot(root).render(
  <StrictMode>
    <App session={session} />
  </StrictMode>,
);
