/** The scenes of who was told what. */
import type { Page } from 'playwright-core';
import type { Shown } from './prepared-members.ts';
import type { Scene } from './scenes.ts';

export const LEDGER_SCENES: readonly Scene[] = [
  { name: 'ledger', open: (page, { url, ledger }) => page.goto(`${url}/o/${ledger.organisation}/ledger`) },
  { name: 'ledger-undelivered', open: openUndelivered },
  { name: 'repair-proposed', open: (page, shown) => openProposed(page, shown, '14:00') },
  { name: 'repair-proposed-not', open: (page, shown) => openProposed(page, shown, '21:00') },
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

/** Somebody proposes that hour of UTC for the second session, on the day on which it is planned. */
async function openProposed(page: Page, { url, ledger }: Shown, hour: string): Promise<void> {
  const at = `/o/${ledger.organisation}/loops/${ledger.loop}`;
  await page.goto(`${url}${at}`);
  const start = await page.evaluate(
    `fetch('/api${at}').then((answer) => answer.json()).then((loop) => loop.sessions[1].start)`,
  );
  await page.goto(`${url}${at}/repair?asked=m1&at=${String(start).slice(0, 10)}T${hour}:00Z`);
  const found = page.getByRole('button', { name: 'Accept this repair' });
  await found.or(page.getByRole('heading', { name: 'That time does not work' })).waitFor();
}
