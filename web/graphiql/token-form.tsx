import { useState, type SyntheticEvent } from 'react';
import { keepToken } from '../src/session/token';

/** Asks for the token that the server wants, before GraphiQL asks for the schema without one. */
export function TokenForm({ refused }: { readonly refused: boolean }) {
  const [token, setToken] = useState('');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (token.trim() === '') return;
    keepToken(token.trim());
    window.location.reload();
  };
  return (
    <main className="token-page">
      <form onSubmit={submit}>
        <h1>Sign in</h1>
        <p>
          The administrator protects this server with a token (API_TOKEN). It is kept in the storage of this
          browser, for all its tabs, until you sign out.
        </p>
        <label htmlFor="token">API token</label>
        <input
          id="token"
          type="password"
          autoComplete="off"
          autoFocus
          value={token}
          onChange={(event) => setToken(event.target.value)}
          aria-describedby={refused ? 'refused' : undefined}
        />
        {refused && (
          <p id="refused" role="alert">
            The server refused this token. Check it for missing or extra characters.
          </p>
        )}
        <button type="submit">Sign in</button>
      </form>
    </main>
  );
}
