import type { ReactNode } from 'react';
import classes from './definition-list.module.css';

/** Short facts, a name and a value each. */
export function DefinitionList({ items }: { readonly items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={classes['list']}>
      {items.map(([name, value]) => (
        <div key={name} className={classes['item']}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
