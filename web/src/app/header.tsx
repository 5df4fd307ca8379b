import { AppShell, Group } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import { useSessionState } from '../session/session-context.js';
import { ColorSchemeButton } from './color-scheme-button.js';
import { EngineState } from './engine-state.js';
import classes from './header.module.css';
import { MoreLinks } from './more-links.js';

/** Path, label, and the first part of the paths that belong to it. */
const PLACES = [
  ['/', 'Train', 'train'],
  ['/tasks', 'Monitor', 'tasks'],
  ['/predict', 'Predict', 'predict'],
] as const;

export function Header() {
  const { pathname } = useLocation();
  const isSignedIn = useSessionState().token === 'fine';
  const [, current] = pathname.split('/');
  return (
    <AppShell.Header px={{ base: 'sm', sm: 'lg' }} bg="var(--ty-surface)">
      <Group h="100%" wrap="nowrap" gap="md">
        <Link to="/" className={classes['brand']} aria-label="Trainyard, start page">
          <img src="/favicon.svg" alt="" width={28} height={28} />
          <span className={classes['name']}>Trainyard</span>
        </Link>
        <nav aria-label="Main" className={classes['nav']}>
          {(isSignedIn ? PLACES : []).map(([path, label, part]) => (
            <Link
              key={path}
              to={path}
              className={classes['place'] ?? ''}
              aria-current={pathname === path || current === part ? 'page' : undefined}
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
