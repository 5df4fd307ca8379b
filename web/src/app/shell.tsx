import { AppShell, Container } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Outlet, ScrollRestoration } from 'react-router';
import { useSessionState } from '../session/session-context.js';
import { TokenPage } from '../session/token-page.js';
import { isNotified } from '../notify/notification-choice.js';
import { Loading } from '../ui/loading.js';
import { ConnectionBanner } from './connection-banner.js';
import { DiskBanner } from './disk-banner.js';
import { EngineBanner } from './engine-banner.js';
import { Footer } from './footer.js';
import { Header } from './header.js';
import { SkipLink } from './skip-link.js';

const EndNotifications = lazy(async () => ({
  default: (await import('../notify/end-notifications.js')).EndNotifications,
}));

/** What stands around every page. */
export function Shell() {
  const { token } = useSessionState();
  return (
    <AppShell header={{ height: 56 }} padding={0}>
      <SkipLink />
      <Header />
      <AppShell.Main id="main" tabIndex={-1} style={{ outline: 'none' }}>
        <ConnectionBanner />
        <Container size="xl" py={{ base: 'md', sm: 'xl' }} px={{ base: 'sm', sm: 'lg' }}>
          {token === 'fine' ? (
            <Suspense fallback={<Loading what="Loading the page…" />}>
              <EngineBanner />
              <DiskBanner />
              <Outlet />
            </Suspense>
          ) : (
            <TokenPage refused={token === 'refused'} />
          )}
        </Container>
      </AppShell.Main>
      {token === 'fine' && <Footer />}
      {token === 'fine' && isNotified() && (
        <Suspense>
          <EndNotifications />
        </Suspense>
      )}
      <ScrollRestoration />
    </AppShell>
  );
}
