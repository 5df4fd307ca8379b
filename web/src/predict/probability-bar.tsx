import { formatShare } from '../format/number.js';
import classes from './probability-bar.module.css';

/** A share from 0 to 1 as a bar, with its number. */
export function ProbabilityBar({ share }: { readonly share: number }) {
  return (
    <span className={classes['cell']}>
      <span className={classes['track']}>
        <span className={classes['bar']} style={{ width: `${100 * share}%` }} />
      </span>
      <span className={classes['number']}>{formatShare(share)}</span>
    </span>
  );
}
