import { Link } from 'react-router';
import { useSession, useSessionState } from '../session/session-context.js';
import classes from './header.module.css';

/** What is not a step of training: for programs, to read up, and the way out. */
export function MoreLinks() {
  const { signOut } = useSession();
  const { hasToken } = useSessionState();
  return (
    <>
      <a href="/graphql" className={classes['link']}>
        GraphiQL
      </a>
      <Link to="/docs" className={classes['link'] ?? ''}>
        Docs
      </Link>
      {hasToken && (
        <button type="button" className={classes['link']} onClick={signOut}>
          Sign out
        </button>
      )}
    </>
  );
}
