/** An organisation with somebody from outside and a candidate who has said what they need, for the scenes of links. */
import assert from 'node:assert/strict';
import { daySearchResultSchema } from '#contract/day-search.ts';
import { loopViewSchema } from '#contract/loop.ts';
import { openingViewSchema } from '#contract/opening.ts';
import { panelLinkMadeSchema } from '#contract/panel.ts';
import { personSchema } from '#contract/people.ts';
import { codeRequestedSchema, schedulingLinkSchema } from '#contract/self-service.ts';
import type { LoopTemplate } from '#domain/template/loop-template.ts';
import { confirmationOf } from '#web/employer/find-a-day/choosing.ts';
import { tokenIn } from './links.ts';
import type { MailSink } from './mail-sink.ts';
import { callerOf, candidate, newOpening, organisation, soon, type Caller } from './prepared.ts';

/** Paths with their fragments. */
export type PreparedOutside = {
  readonly organisation: string;
  readonly opening: string;
  readonly loop: string;
  readonly person: string;
  readonly agenda: string;
  /** One that was withdrawn. */
  readonly endedAgenda: string;
  readonly panel: string;
  readonly endedPanel: string;
  /** A candidate who was asked for times, and one who was offered days: their ids and their links. */
  readonly asked: { readonly id: string; readonly link: string };
  readonly offered: { readonly id: string; readonly link: string };
  /** Where the candidate's codes arrive. */
  readonly mail: MailSink;
};

const NEEDS = {
  said: 'Noor, like poor',
  access: 'I use a wheelchair: a lift, please, and no steps at the door.',
  diet: 'Vegetarian, no nuts',
};

const TEMPLATE: LoopTemplate = {
  meetAgain: true,
  hours: { from: '09:00', to: '16:00' },
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  modules: [
    {
      id: 'welcome',
      title: 'Welcome',
      kind: 'individual',
      minutes: 20,
      seats: [{ pool: 'Hosts', role: 'greeter' }],
      evaluated: false,
      first: true,
    },
    {
      id: 'lecture',
      title: 'Lecture and questions',
      kind: 'panel',
      minutes: 60,
      purpose: 'How you explain something hard to people who have not met it before.',
      seats: [{ pool: 'Faculty', role: 'lead' }, { pool: 'Guests' }],
      room: { seats: 4 },
      after: ['welcome'],
    },
    {
      id: 'lunch',
      title: 'Lunch',
      kind: 'meal',
      minutes: 45,
      seats: [{ pool: 'Hosts', role: 'host' }],
      evaluated: false,
      window: { from: '11:30', to: '14:00' },
    },
    {
      id: 'talk',
      title: 'Your questions',
      kind: 'individual',
      minutes: 45,
      purpose: 'Ask whatever you want to know of us.',
      seats: [{ pool: 'Faculty' }],
      after: ['lecture'],
    },
  ],
};

export async function prepareOutside(url: string, mail: MailSink): Promise<PreparedOutside> {
  const call = callerOf(url);
  const o = await organisation(call, 'Brightwater University');
  const at = `/api/o/${o}`;
  const person = (name: string, title: string, more: object): Promise<string> =>
    personOf(call, o, { name, title, ...more });
  const mara = await person('Mara Lind', 'Recruiting coordinator', { pools: ['Hosts'] });
  await person('Dr. Tomasz Wolny', 'Head of robotics', { pools: ['Faculty'] });
  const grace = await person('Prof. Grace Obi', 'Visiting professor, Pune', {
    pools: ['Guests'],
    timeZone: 'Asia/Kolkata',
    outside: true,
  });
  await call('POST', `${at}/rooms`, {
    name: 'Lecture hall 2',
    seats: 40,
    features: [],
    site: 'Mill building',
    wayThere: 'Lift B to the second floor, then left past the clocks.',
  });
  const opening = await newOpening(call, o, 'Lecturer in robotics');
  await call('PUT', `${at}/openings/${opening}/template`, { template: TEMPLATE, version: 1 });
  const { version } = openingViewSchema.parse(await call('GET', `${at}/openings/${opening}`));
  await call('PUT', `${at}/openings/${opening}/team`, {
    team: [{ person: mara, role: 'coordinator' }],
    version,
  });
  await setDayNotes(call, `${at}/openings/${opening}`);
  const noor = await candidate(call, `${o}/openings/${opening}`, 'Noor Haddad', []);
  const details = {
    name: 'Noor Haddad',
    email: 'noor@example.org',
    timeZone: 'Europe/Istanbul',
    available: [],
  };
  await call('PUT', `${at}/candidates/${noor}`, { ...details, version: 1 });
  const loop = await confirmed(call, o, noor);
  const renewed = loopViewSchema.parse(await renew(call, at, loop.id));
  await sayNeeds({ call, url, mail }, renewed.agenda);
  const asked = await askedCandidate({ call, o, opening }, 'Theo Brandt');
  const offered = await askedCandidate({ call, o, opening }, 'Ines Caro');
  await offerTo(call, o, offered.id);
  const [seat] = renewed.outside ?? [];
  assert.ok(seat, 'somebody from outside sits in the loop');
  const link = async (): Promise<string> => {
    const body = { session: seat.session, person: grace };
    return panelLinkMadeSchema.parse(await call('POST', `${at}/loops/${loop.id}/panel-links`, body)).link;
  };
  const endedPanel = await link();
  return {
    organisation: o,
    opening,
    loop: loop.id,
    person: grace,
    agenda: renewed.agenda ?? '',
    endedAgenda: loop.agenda ?? '',
    panel: await link(),
    endedPanel,
    asked,
    offered,
    mail,
  };
}

async function setDayNotes(call: Caller, opening: string): Promise<void> {
  const { version } = openingViewSchema.parse(await call('GET', opening));
  const arrival = 'Main gate, Mill Lane 4. Ask for Mara Lind at the reception.';
  const badge = 'Visitors’ badges lie ready at the reception.';
  await call('PUT', `${opening}/day-notes`, { arrival, badge, version });
}

export async function personOf(call: Caller, o: string, details: object): Promise<string> {
  const body = { timeZone: 'Europe/Berlin', works: [], ...details };
  return personSchema.parse(await call('POST', `/api/o/${o}/people`, body)).id;
}

export async function confirmed(
  call: Caller,
  o: string,
  id: string,
): Promise<ReturnType<typeof loopViewSchema.parse>> {
  const days = { from: soon(2, '00:00').slice(0, 10), to: soon(14, '00:00').slice(0, 10) };
  const found = daySearchResultSchema.parse(await call('POST', `/api/o/${o}/candidates/${id}/search`, days));
  const [best] = found.alternatives;
  assert.ok(best, JSON.stringify(found.whyNot));
  const path = `/api/o/${o}/candidates/${id}/confirm`;
  return loopViewSchema.parse(await call('POST', path, confirmationOf(best), crypto.randomUUID()));
}

type Place = { readonly call: Caller; readonly o: string; readonly opening: string };

/** Somebody with an address who was asked for their times. */
async function askedCandidate(
  { call, o, opening }: Place,
  name: string,
): Promise<{ readonly id: string; readonly link: string }> {
  const id = await candidate(call, `${o}/openings/${opening}`, name, []);
  const email = `${name.split(' ')[0]?.toLowerCase()}@example.org`;
  const details = { name, email, timeZone: 'Europe/Lisbon', available: [], version: 1 };
  await call('PUT', `/api/o/${o}/candidates/${id}`, details);
  const answer = await call('POST', `/api/o/${o}/candidates/${id}/ask-times`);
  return { id, link: schedulingLinkSchema.parse(answer).link };
}

async function offerTo(call: Caller, o: string, id: string): Promise<void> {
  const days = { from: soon(2, '00:00').slice(0, 10), to: soon(14, '00:00').slice(0, 10) };
  const found = daySearchResultSchema.parse(await call('POST', `/api/o/${o}/candidates/${id}/search`, days));
  const plans = found.alternatives.slice(0, 3).map(confirmationOf);
  const note = 'We look forward to meeting you. The campus is ten minutes from the station.';
  const body = { plans, hours: 72, note };
  await call('POST', `/api/o/${o}/candidates/${id}/offer`, body, crypto.randomUUID());
}

async function renew(call: Caller, at: string, loop: string): Promise<unknown> {
  await call('POST', `${at}/loops/${loop}/agenda-link`);
  return call('GET', `${at}/loops/${loop}`);
}

type World = { readonly call: Caller; readonly url: string; readonly mail: MailSink };

/** As the candidate does it, with the code from the mail. */
async function sayNeeds({ call, url, mail }: World, agenda: string | undefined): Promise<void> {
  const token = tokenIn(agenda);
  const { request } = codeRequestedSchema.parse(await call('POST', '/api/link/code', { token }));
  const code = await codeFrom(mail);
  const headers = { 'content-type': 'application/json' };
  const begun = await fetch(`${url}/api/link/sitting`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ token, request, code }),
  });
  const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
  const saved = await fetch(`${url}/api/link/needs`, {
    method: 'POST',
    headers: { ...headers, cookie },
    body: JSON.stringify({ token, change: NEEDS }),
  });
  assert.ok(saved.ok, await saved.text());
}

/** The first code that came after so many messages; invitations come at the same time. */
export async function codeFrom(mail: MailSink, came = 0): Promise<string> {
  for (let count = came + 1; ; count += 1) {
    await mail.wait(count);
    const code = /^Your code is (\d{6})/m.exec(mail.received[count - 1]?.text ?? '')?.[1];
    if (code !== undefined) return code;
  }
}
