import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { MantineProvider } from '@mantine/core';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { config as configureSchemas } from 'zod';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '#web/design/base.css';
import '#web/design/parts.css';
import '#web/design/employer.css';
import '#web/design/superday.css';
import '#web/design/repair.css';
import '#web/design/day.css';
import '#web/design/ledger.css';
import '#web/design/mail.css';
import '#web/design/audit.css';
import '#web/design/pools.css';
import '#web/design/calendars.css';
import '#web/design/agenda.css';
import '#web/design/scheduling.css';
import '#web/design/self-service.css';
import '#web/design/links.css';
import '#web/design/account.css';
import { hasCode } from '#web/parts/problem-notice.tsx';
import { NoAnswer } from '#web/api/ask.ts';
import { router } from './router.tsx';
import { cssVariables, theme } from './theme.ts';

// The page's policy allows no code made from text, and zod would try.
configureSchemas({ jitless: true });

/** Whoever must sign in to see a page is asked to, and comes back to it. A change that is refused says so where it is. */
function toSignIn(): void {
  const { href, pathname } = router.state.location;
  if (pathname !== '/sign-in' && pathname !== '/second-factor')
    void router.navigate({ to: '/sign-in', search: { next: href }, replace: true });
}

const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (hasCode(error, 'sign-in')) toSignIn();
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      networkMode: 'always',
      retry: (count, error) => error instanceof NoAnswer && count < 2,
    },
    mutations: { networkMode: 'always' },
  },
});

/** The styles that Mantine makes itself carry the nonce that the server wrote into the page. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

// The scroll lock behind dialogs asks for its nonce under this name.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

const place = document.getElementById('page');
if (place === null) throw new Error('index.html has no element #page');
createRoot(place).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
