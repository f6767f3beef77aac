/** The scenes of who was told what. */
import type { Page } from 'playwright-core';
import type { Shown } from './prepared-members.ts';
import type { Scene } from './scenes.ts';

export const LEDGER_SCENES: readonly Scene[] = [
  { name: 'ledger', open: (page, { url, ledger }) => page.goto(`${url}/o/${ledger.organisation}/ledger`) },
  { name: 'ledger-undelivered', open: openUndelivered },
  { name: 'ledger-first', open: (page, { url, empty }) => page.goto(`${url}/o/${empty}/ledger`) },
  { name: 'ledger-sample', open: (page, { url, sample }) => page.goto(`${url}/o/${sample}/ledger`) },
  { name: 'ledger-loop', open: openLoopLedger },
  {
    name: 'loop-told',
    open: (page, { url, ledger }) => page.goto(`${url}/o/${ledger.organisation}/loops/${ledger.loop}`),
  },
  {
    name: 'telling',
    open: (page, { url, ledger }) => page.goto(`${url}/o/${ledger.organisation}/openings/${ledger.opening}`),
  },
];

async function openLoopLedger(page: Page, { url, ledger }: Shown): Promise<void> {
  await page.goto(`${url}/o/${ledger.organisation}/loops/${ledger.loop}/ledger`);
  await page.getByRole('heading', { name: 'Carla Ruiz' }).waitFor();
}

async function openUndelivered(page: Page, { url, ledger }: Shown): Promise<void> {
  await page.goto(`${url}/o/${ledger.organisation}/ledger`);
  const list = page.getByRole('heading', { name: 'Other mail that did not arrive' });
  await list.waitFor();
  await list.evaluate((heading) => heading.scrollIntoView({ block: 'center' }));
}
