/** An organisation to whose invitations everything comes back that can: answers, proposals, words, forgeries, bounces. */
import { mailListSchema } from '#contract/mail.ts';
import { bounceOf, invitedBy, replyTo, wordsTo, type Invited } from './answering.ts';
import type { ImapServer } from './imap-server.ts';
import type { MailSink } from './mail-sink.ts';
import { callerOf, candidate, newOpening, organisation } from './prepared.ts';
import { confirmed, personOf } from './prepared-outside.ts';

export type PreparedMail = { readonly organisation: string; readonly opening: string; readonly loop: string };

const SEATS = ['Circuits', 'Firmware', 'Optics', 'Safety'] as const;
const TEMPLATE = {
  meetAgain: true,
  hours: { from: '09:00', to: '17:00' },
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  modules: SEATS.map((pool, index) => ({
    id: `m${index}`,
    title: `${pool} in depth`,
    kind: 'individual',
    minutes: 45,
    seats: [{ pool, role: 'lead' }],
  })),
};
const PEOPLE = ['Priya Nair', 'Oskar Lindh', 'Mona Haddad', 'Teo Ricci'] as const;
const addressOf = (name: string): string => `${name.split(' ')[0]?.toLowerCase()}@fernwood.example.org`;

export async function prepareMail(
  url: string,
  { sink, mailbox }: { readonly sink: MailSink; readonly mailbox: ImapServer },
): Promise<PreparedMail> {
  const call = callerOf(url);
  const o = await organisation(call, 'Fernwood Optics');
  const at = `/api/o/${o}`;
  await Promise.all(
    PEOPLE.map((name, index) =>
      personOf(call, o, { name, pools: [SEATS[index] ?? ''], email: addressOf(name) }),
    ),
  );
  const opening = await newOpening(call, o, 'Optical engineer');
  await call('PUT', `${at}/openings/${opening}/template`, { template: TEMPLATE, version: 1 });
  const noted = await candidate(call, `${o}/openings/${opening}`, 'Ines Costa', []);
  const details = { name: 'Ines Costa', timeZone: 'Europe/Lisbon', available: [], version: 1 };
  await call('PUT', `${at}/candidates/${noted}`, { ...details, email: addressOf('Ines') });
  const loop = await confirmed(call, o, noted);
  const came = async (name: string): Promise<Invited> => {
    const [mail] = await sink.wait(1, addressOf(name));
    if (mail === undefined) throw new Error(`no invitation of ${name}`);
    return invitedBy(mail);
  };
  const [priya, oskar, mona, teo, ines] = [
    await came('Priya'),
    await came('Oskar'),
    await came('Mona'),
    await came('Teo'),
    await came('Ines'),
  ];
  const later = [
    'DTSTART:20270111T130000Z',
    'DTEND:20270111T134500Z',
    'COMMENT:I am at the fab until noon. Could we do it after lunch\\, the week after?',
  ];
  const mails = [
    replyTo(ines, { response: 'ACCEPTED' }),
    replyTo(priya, {
      response: 'DECLINED',
      lines: ['COMMENT:Parental leave from that week on. Oskar knows the questions.'],
    }),
    replyTo(oskar, { response: 'TENTATIVE', method: 'COUNTER', lines: later }),
    bounceOf(mona, { status: '5.1.1' }),
    replyTo(teo, { attendee: 'teo.private@example.com' }),
    wordsTo(
      ines.answersTo,
      'Thank you for the invitation!\nIs there parking at your office, and may I bring a prototype of 4 kg?',
      [`From: Ines Costa <${addressOf('Ines')}>`],
    ),
    wordsTo(
      'interviews@example.org',
      'Hello, I heard that you are looking for an optical engineer. To whom may I write?',
      [`From: ${addressOf('Teo')}`],
    ),
  ];
  for (const mail of mails) await mailbox.deliver('answers', mail);
  for (const end = performance.now() + 60_000; performance.now() < end;) {
    const { mail } = mailListSchema.parse(await call('GET', `${at}/mail`));
    if (mail.filter(({ open }) => open).length >= 6) return { organisation: o, opening, loop: loop.id };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The answers are not read.');
}
