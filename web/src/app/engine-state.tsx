import classes from './header.module.css';
import { useHealth, type Health } from './use-health.js';

const STATES: Readonly<Record<string, string>> = {
  STARTING: 'starting',
  READY: 'ready',
  UNRESPONSIVE: 'silent',
  RESTARTING: 'restarting',
  FAILED: 'failed',
  STOPPED: 'stopped',
};

/** The engine's state, always in sight, with the versions when pointed at. */
export function EngineState() {
  const health = useHealth();
  if (!health) return null;
  const { status } = health.engine;
  return (
    <span className={classes['engine']} role="img" aria-label={describe(health)} title={describe(health)}>
      <span className={classes['dot']} data-status={status} />
      <span className={classes['wide']} aria-hidden>
        Engine {STATES[status] ?? status.toLowerCase()}
      </span>
    </span>
  );
}

function describe({ version, engine }: Health): string {
  const h2o = engine.version == null ? '' : `, H2O ${engine.version}`;
  return `Engine ${STATES[engine.status] ?? engine.status.toLowerCase()}. Trainyard ${version}${h2o}`;
}
