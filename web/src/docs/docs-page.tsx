import { useEffect, useState, type MouseEvent } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { EmptyState } from '../ui/empty-state.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import classes from './docs-page.module.css';
import { DOCS, loadDocsPage } from './pages.js';

type Loaded = Awaited<ReturnType<typeof loadDocsPage>>;

const label = (name: string) =>
  name === 'api' || name === 'mojo'
    ? name.toUpperCase()
    : name.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase());

/** The documentation of this version, served by the service itself. */
export function DocsPage() {
  const { page: name = DOCS[0] ?? '' } = useParams();
  const navigate = useNavigate();
  const { hash } = useLocation();
  const [shown, setShown] = useState<{ readonly name: string; readonly page: Loaded }>();
  useEffect(() => {
    let isCurrent = true;
    void loadDocsPage(name).then((page) => {
      if (isCurrent) setShown({ name, page });
    });
    return () => {
      isCurrent = false;
    };
  }, [name]);
  const page = shown?.name === name ? shown.page : undefined;
  useEffect(() => {
    if (page && hash) document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
  }, [page, hash]);

  // The page is plain HTML; its links stay within the app.
  const follow = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const to = link?.getAttribute('href');
    if (!to?.startsWith('/docs/') || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void navigate(to);
  };

  return (
    <Page title={page?.title ?? 'Documentation'} tabTitle={page?.title ?? 'Docs'}>
      <div className={classes['layout']}>
        <nav aria-label="Documentation">
          <ul className={classes['list']}>
            {DOCS.map((entry) => (
              <li key={entry}>
                <Link to={`/docs/${entry}`} aria-current={entry === name ? 'page' : undefined}>
                  {label(entry)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        {page === undefined && <Loading what="Loading the page…" />}
        {page === null && <EmptyState title="Page not found" hint="Choose one of the pages in the list." />}
        {page && (
          <article
            className={classes['page']}
            onClick={follow}
            dangerouslySetInnerHTML={{ __html: page.html }}
          />
        )}
      </div>
    </Page>
  );
}
