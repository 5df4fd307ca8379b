import './style.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { readToken } from '../src/session/token';
import { isLetIn } from './authorization';
import { TokenForm } from './token-form';

const endpoint = new URL('/graphql', window.location.href);
const root = document.getElementById('root');
if (!root) throw new Error('The page has no element to put GraphiQL into.');

/** The editor is large: it is loaded once it may be used. */
async function page() {
  if (!(await isLetIn(endpoint))) return <TokenForm refused={readToken() !== null} />;
  const { Explorer } = await import('./explorer');
  return <Explorer endpoint={endpoint} />;
}

createRoot(root).render(<StrictMode>{await page()}</StrictMode>);
