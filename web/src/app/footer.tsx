import classes from './header.module.css';
import { MoreLinks } from './more-links.js';
import { useHealth } from './use-health.js';

/** On a phone, the links for which the header has no room; everywhere, the versions. */
export function Footer() {
  const health = useHealth();
  const h2o = health?.engine.version;
  return (
    <footer className={classes['footer']}>
      <nav aria-label="More" className={classes['narrow']}>
        <MoreLinks />
      </nav>
      <span>
        {health && `Trainyard ${health.version}`}
        {h2o != null && ` · H2O ${h2o}`}
      </span>
    </footer>
  );
}
