import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { readSettings, writeSettings } from './address.js';
import type { Settings } from './settings.js';

/** Longer than servers take as an address: thousands of excluded columns. */
const LONGEST_QUERY = 6000;

/**
 * The settings in the address, so that Back, a reload and a link keep them. Those that are too long for an address are
 * kept with the entry of the browser's history, which a link does not carry.
 */
export function useSettings(): [Settings, (changes: Partial<Settings>) => void] {
  const location = useLocation();
  const navigate = useNavigate();
  const state: unknown = location.state;
  const query = typeof state === 'string' ? state : location.search;
  // The form answers at once; the address follows.
  const [settings, setSettings] = useState(() => readSettings(new URLSearchParams(query)));
  const change = (changes: Partial<Settings>) => {
    const changed = { ...settings, ...changes };
    setSettings(changed);
    const next = writeSettings(changed).toString();
    const isLong = next.length > LONGEST_QUERY;
    void navigate(
      { search: isLong ? '' : next },
      { replace: true, preventScrollReset: true, state: isLong ? next : null },
    );
  };
  return [settings, change];
}
