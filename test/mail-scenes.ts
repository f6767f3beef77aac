/** The scenes of mail that came in. Without an IMAP server to read it from, they show that nothing has come. */
import type { Page } from 'playwright-core';
import type { Shown } from './prepared-members.ts';
import type { Scene } from './scenes.ts';

const opens = (path: (of: { readonly organisation: string; readonly loop: string }) => string) => {
  return async (page: Page, { url, answered, ledger }: Shown): Promise<void> => {
    await page.goto(`${url}/o/${path(answered ?? ledger)}`);
    if (answered !== undefined)
      await page
        .getByRole('button', { name: /^Seen to/ })
        .first()
        .waitFor();
  };
};

export const MAIL_SCENES: readonly Scene[] = [
  { name: 'mail', open: opens(({ organisation }) => `${organisation}/mail`) },
  { name: 'mail-none', open: (page, { url, empty }) => page.goto(`${url}/o/${empty}/mail`) },
  { name: 'loop-answered', open: opens(({ organisation, loop }) => `${organisation}/loops/${loop}`) },
  {
    name: 'ledger-answered',
    open: opens(({ organisation, loop }) => `${organisation}/loops/${loop}/ledger`),
  },
];
