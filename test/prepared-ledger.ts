/** An organisation whose mail goes every way it can: taken, refused, put off, and with nobody to write to. */
import type { MailSink } from './mail-sink.ts';
import { refusal } from './mail-sink.ts';
import { callerOf, candidate, newOpening, organisation, type Caller } from './prepared.ts';
import { confirmed, personOf } from './prepared-outside.ts';
import { ledgerSchema, type LoopLedger } from '#contract/ledger.ts';
import { undeliveredListSchema } from '#contract/undelivered.ts';

export type PreparedLedger = {
  readonly organisation: string;
  readonly opening: string;
  readonly loop: string;
};

const SEATS = ['Coordination', 'Design', 'Code', 'Leadership'] as const;
const TEMPLATE = {
  meetAgain: true,
  hours: { from: '09:00', to: '17:00' },
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  modules: SEATS.map((pool, index) => ({
    id: `m${index}`,
    title: ['Welcome', 'System design', 'Pair programming', 'Leading others'][index],
    kind: 'individual',
    minutes: 45,
    seats: [{ pool, role: 'lead' }],
  })),
};

export async function prepareLedger(url: string, mail: MailSink): Promise<PreparedLedger> {
  const call = callerOf(url);
  const o = await organisation(call, 'Aldertree Instruments');
  const at = `/api/o/${o}`;
  const [coordinator] = await Promise.all([
    personOf(call, o, { name: 'Imke Brand', pools: ['Coordination'], email: 'imke@example.org' }),
    personOf(call, o, { name: 'Yusuf Demir', pools: ['Design'], email: 'yusuf@example.org' }),
    personOf(call, o, { name: 'Carla Ruiz', pools: ['Code'] }),
    personOf(call, o, { name: 'Henrik Sand', pools: ['Leadership'], email: 'henrik@example.org' }),
  ]);
  const opening = await newOpening(call, o, 'Instrument engineer');
  await call('PUT', `${at}/openings/${opening}/template`, { template: TEMPLATE, version: 1 });
  const team = [{ person: coordinator, role: 'coordinator' }];
  await call('PUT', `${at}/openings/${opening}/team`, { team, version: 1 });
  const noted = await candidate(call, `${o}/openings/${opening}`, 'Amara Diallo', []);
  const details = { name: 'Amara Diallo', timeZone: 'Europe/Paris', available: [], version: 1 };
  await call('PUT', `${at}/candidates/${noted}`, { ...details, email: 'amara@example.org' });
  // Who comes first is refused for good, the next one is put off.
  mail.whims.recipients.push(refusal(550, '5.1.1 no such user'), refusal(450, '4.2.1 later'));
  const loop = await confirmed(call, o, noted);
  await settled(call, `${at}/loops/${loop.id}/ledger`);
  const refused = await candidate(call, `${o}/openings/${opening}`, 'Bo Ahlgren', []);
  const other = { name: 'Bo Ahlgren', timeZone: 'Europe/Stockholm', available: [], version: 1 };
  await call('PUT', `${at}/candidates/${refused}`, { ...other, email: 'bo@example.org' });
  mail.whims.recipients.push(refusal(550, '5.1.1 no such user'));
  await call('POST', `${at}/candidates/${refused}/ask-times`);
  await undelivered(call, at);
  return { organisation: o, opening, loop: loop.id };
}

/** Until a mail that tells of no event was given up. */
async function undelivered(call: Caller, at: string): Promise<void> {
  for (const end = performance.now() + 30_000; performance.now() < end;) {
    const { mails } = undeliveredListSchema.parse(await call('GET', `${at}/undelivered`));
    if (mails.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The mail was not given up.');
}

/** Until nothing goes out in a moment any more. */
async function settled(call: Caller, path: string): Promise<LoopLedger | undefined> {
  for (const end = performance.now() + 30_000; performance.now() < end;) {
    const { loops } = ledgerSchema.parse(await call('GET', path));
    if (loops[0]?.entries.every(({ standing }) => standing !== 'waits') === true) return loops[0];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The messages are not sent.');
}
