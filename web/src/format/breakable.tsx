import { Fragment } from 'react';

/** A name of a column, which wraps at its own seams (`temperature_` `celsius`) rather than within a word. */
export function Breakable({ name }: { readonly name: string }) {
  const parts = name.split(/(?<=[_.\-/:])(?=\w)|(?<=[a-z])(?=[A-Z])/);
  return parts.map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
