/** A second server, which has accounts, for the scenes of doors and members. */
import { ADA, BEA, ORGANISATION } from './account-people.ts';
import { bentCalendars } from './bent-calendars.ts';
import { startBentProvider, type BentProvider } from './bent-provider.ts';
import { openMailSink, type MailSink } from './mail-sink.ts';
import { prepare, type Prepared } from './prepared.ts';
import { codeOf } from './factor-steps.ts';
import { prepareCalendars, type PreparedCalendars } from './prepared-calendars.ts';
import { prepareOutside, type PreparedOutside } from './prepared-outside.ts';
import { startImapServer, whyNoImapServer, type ImapServer } from './imap-server.ts';
import { prepareLedger, type PreparedLedger } from './prepared-ledger.ts';
import { prepareMail, type PreparedMail } from './prepared-mail.ts';
import { startServer } from './running-server.ts';

type PreparedMembers = {
  readonly url: string;
  readonly organisation: string;
  /** A path with its fragment; nobody has followed it. */
  readonly invitation: string;
  /** The session of Bea, who has an authenticator app. */
  readonly bea: string;
  /** May be set as the organisation's, and bent. */
  readonly provider: BentProvider;
  /** Where its mail arrives. */
  readonly mail: MailSink;
};

/** What all scenes show: a server without accounts, and one with. */
export type Shown = Prepared & {
  readonly members: PreparedMembers;
  readonly outside: PreparedOutside;
  readonly calendars: PreparedCalendars;
  readonly ledger: PreparedLedger;
  /** Absent where there is no IMAP server to read answers from. */
  readonly answered?: PreparedMail;
};

/** Both servers, with everything in them; and how to end them. */
export async function openShown(): Promise<{ readonly shown: Shown; readonly stop: () => Promise<void> }> {
  const [provider, mail, bent] = await Promise.all([startBentProvider(), openMailSink(), bentCalendars()]);
  const mailbox = await imapServer();
  const [server, second] = await Promise.all([
    startServer({
      ...mail.env,
      OUTBOUND_ALLOW: bent.place,
      ...(mailbox && { IMAP_URL: mailbox.url('answers') }),
    }),
    startServer({ ...mail.env, OUTBOUND_ALLOW: provider.place }),
  ]);
  const stop = async (): Promise<void> => {
    await Promise.all([server.stop(), second.stop()]);
    provider.stop();
    await Promise.all([mail.close(), mailbox?.stop(), bent.close()]);
  };
  try {
    const prepared = await prepare(server.url);
    // Passkeys belong to a name.
    const url = second.url.replace('127.0.0.1', 'localhost');
    const members = await prepareMembers(url, second.setUp);
    const outside = await prepareOutside(server.url, mail);
    const calendars = await prepareCalendars(server.url, bent);
    const ledger = await prepareLedger(server.url, mail);
    const answered = mailbox && (await prepareMail(server.url, { sink: mail, mailbox }));
    const all = { ...prepared, members: { ...members, provider, mail }, outside, calendars, ledger };
    return { shown: { ...all, ...(answered && { answered }) }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function imapServer(): Promise<ImapServer | undefined> {
  const why = whyNoImapServer();
  if (why === undefined) return startImapServer();
  if (process.env['CI'] !== undefined) throw new Error(why);
  return undefined;
}

/** Ada is the administrator and Bea a member; Cem is invited. */
async function prepareMembers(
  url: string,
  setUp: string,
): Promise<Omit<PreparedMembers, 'provider' | 'mail'>> {
  const token = setUp.split('#')[1] ?? '';
  const call = async (path: string, body: object, cookie = ''): Promise<Response> => {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(cookie !== '' && { cookie }) },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const made = await call('/api/set-up', { ...ADA, token, organisation: ORGANISATION });
  const cookie = made.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const who = await (await fetch(`${url}/api/account`, { headers: { cookie } })).text();
  const organisation = /"organisation":"([^"]+)"/.exec(who)?.[1] ?? '';
  const invite = async (name: string, email: string, roles: readonly string[]): Promise<string> => {
    const path = `/api/o/${organisation}/invitations`;
    const answer = await (await call(path, { who: { name }, email, roles }, cookie)).text();
    return /"link":"([^"]+)"/.exec(answer)?.[1] ?? '';
  };
  const bea = await invite(BEA.name, BEA.email, ['coordinator', 'interviewer']);
  const { name, password } = BEA;
  const joined = await call('/api/invitations/accept', { token: bea.split('#')[1], name, password });
  const app = await appOf(url, joined.headers.getSetCookie()[0]?.split(';')[0] ?? '');
  const invitation = await invite('Cem Aksoy', 'cem@example.org', ['hiring-manager', 'interviewer']);
  return { url, organisation, invitation, bea: app };
}

/** The session that goes on when the app was set up. */
async function appOf(url: string, cookie: string): Promise<string> {
  const path = `${url}/api/account/authenticator`;
  const headers = { cookie, 'content-type': 'application/json' };
  const offered = await (await fetch(path, { method: 'POST', headers: { cookie } })).text();
  const secret = /"secret":"([^"]+)"/.exec(offered)?.[1] ?? '';
  const confirmed = await fetch(path, {
    method: 'PUT',
    headers,
    body: JSON.stringify({ code: codeOf(secret) }),
  });
  if (!confirmed.ok) throw new Error(`${path}: ${confirmed.status} ${await confirmed.text()}`);
  return confirmed.headers.getSetCookie()[0]?.split(';')[0]?.split('=')[1] ?? '';
}
