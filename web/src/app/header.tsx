import { AppShell, Group } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import { useSessionState } from '../session/session-context.js';
import { ColorSchemeButton } from './color-scheme-button.js';
import { EngineState } from './engine-state.js';
import classes from './header.module.css';
import { MoreLinks } from './more-links.js';

/** Path, label, and the first parts of the paths that belong to it. */
const PLACES: readonly (readonly [string, string, readonly string[]])[] = [
  ['/', 'Train', ['train', 'datasets']],
  ['/tasks', 'Monitor', ['tasks', 'compare']],
  ['/predict', 'Predict', ['predict']],
];

export function Header() {
  const { pathname } = useLocation();
  const isSignedIn = useSessionState().token === 'fine';
  const [, current = ''] = pathname.split('/');
  return (
    <AppShell.Header px={{ base: 'sm', sm: 'lg' }} bg="var(--ty-surface)">
      <Group h="100%" wrap="nowrap" gap="md">
        <Link to="/" className={classes['brand']} aria-label="Trainyard, start page">
          <img src="/favicon.svg" alt="" width={28} height={28} />
          <span className={classes['name']}>Trainyard</span>
        </Link>
        <nav aria-label="Main" className={classes['nav']}>
          {(isSignedIn ? PLACES : []).map(([path, label, parts]) => (
            <Link
              key={path}
              to={path}
              className={classes['place'] ?? ''}
              aria-current={pathname === path || parts.includes(current) ? 'page' : undefined}
            >
              {label}
            </Link>
          ))}
        </nav>
        {isSignedIn && (
          <>
            <nav aria-label="More" className={classes['wideLinks']}>
              <MoreLinks />
            </nav>
            <EngineState />
          </>
        )}
        <ColorSchemeButton />
      </Group>
    </AppShell.Header>
  );
}
