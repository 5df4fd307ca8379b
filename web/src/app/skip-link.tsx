import classes from './skip-link.module.css';

/** First stop of the Tab key: past the navigation. */
export function SkipLink() {
  return (
    <a className={classes['link']} href="#main">
      Skip to content
    </a>
  );
}
