import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { EmptyState } from '../ui/empty-state.js';
import { Page } from '../ui/page.js';

export function NotFoundPage() {
  return (
    <Page title="There is nothing here">
      <EmptyState
        title="This address leads nowhere"
        hint="The link may be old, or what it showed was deleted."
      >
        <Button component={Link} to="/">
          Train a model
        </Button>
      </EmptyState>
    </Page>
  );
}
