import { AppShell, Group } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import { ColorSchemeButton } from './color-scheme-button.js';
import classes from './header.module.css';

/** Path, label, and the first part of the paths that belong to it. */
const PLACES = [
  ['/', 'Train', 'train'],
  ['/tasks', 'Monitor', 'tasks'],
  ['/predict', 'Predict', 'predict'],
] as const;

export function Header() {
  const { pathname } = useLocation();
  const [, current] = pathname.split('/');
  return (
    <AppShell.Header px={{ base: 'sm', sm: 'lg' }} bg="var(--ty-surface)">
      <Group h="100%" wrap="nowrap" gap="lg">
        <Link to="/" className={classes['brand']} aria-label="Trainyard, start page">
          <img src="/favicon.svg" alt="" width={28} height={28} />
          <span className={classes['name']}>Trainyard</span>
        </Link>
        <nav aria-label="Main" className={classes['nav']}>
          {PLACES.map(([path, label, part]) => (
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
        <ColorSchemeButton />
      </Group>
    </AppShell.Header>
  );
}
