import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { EmptyState } from '../ui/empty-state.js';
import { Page } from '../ui/page.js';

export function NotFoundPage() {
  return (
    <Page title="Page not found">
      <EmptyState
        title="There is no page at this address"
        hint="The link may be old, or what it showed was deleted."
      >
        <Button component={Link} to="/">
          Train a model
        </Button>
      </EmptyState>
    </Page>
  );
}
