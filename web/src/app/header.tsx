import { AppShell, Group } from '@mantine/core';
import { Link, NavLink } from 'react-router';
import { ColorSchemeButton } from './color-scheme-button.js';
import classes from './header.module.css';

const PLACES = [
  ['/', 'Train'],
  ['/tasks', 'Monitor'],
  ['/predict', 'Predict'],
] as const;

export function Header() {
  return (
    <AppShell.Header px={{ base: 'sm', sm: 'lg' }} bg="var(--ty-surface)">
      <Group h="100%" wrap="nowrap" gap="lg">
        <Link to="/" className={classes['brand']} aria-label="Trainyard, start page">
          <img src="/favicon.svg" alt="" width={28} height={28} />
          <span className={classes['name']}>Trainyard</span>
        </Link>
        <nav aria-label="Main" className={classes['nav']}>
          {PLACES.map(([path, label]) => (
            <NavLink key={path} to={path} end={path === '/'} className={classes['place'] ?? ''}>
              {label}
            </NavLink>
          ))}
        </nav>
        <ColorSchemeButton />
      </Group>
    </AppShell.Header>
  );
}
