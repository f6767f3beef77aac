/** A server filled with everything that the scenes show, through its API. */
import { z } from 'zod';
import { readyMadeTemplate } from '#web/employer/template/ready-made-template.ts';
import { daySearchResultSchema } from '#contract/day-search.ts';
import { loopViewSchema } from '#contract/loop.ts';
import { openingListSchema, openingViewSchema, type OpeningView } from '#contract/opening.ts';
import { peopleViewSchema, personSchema } from '#contract/people.ts';
import { organisationSchema } from '#contract/organisation.ts';
import { superdayListSchema, superdayViewSchema } from '#contract/superday.ts';
import { confirmationOf } from '#web/employer/find-a-day/choosing.ts';
import { hardLoop, type HardLoop } from './hard-loop.ts';
import { calendarFiles, comingDates, fullCalendar, peopleFile } from './journey-files.ts';

export type Prepared = {
  readonly url: string;
  /** The sample, its opening, a candidate without a plan on another clock, a loop of one with a plan, and that loop's agenda. */
  readonly sample: string;
  readonly opening: string;
  readonly unplanned: string;
  readonly loop: string;
  readonly agenda: string;
  /** The sample's opening with a superday, and that. */
  readonly programme: {
    readonly opening: string;
    readonly superday: string;
    /** Who leads a group session of it. */
    readonly assessor: string;
  };
  /** Forty people in a pool of which most are in training, and an opening that needs more than are qualified. */
  readonly crowd: { readonly id: string; readonly opening: string };
  /** An organisation in which nothing is. */
  readonly empty: string;
  readonly own: Own;
  /** A loop for which the search takes long. */
  readonly hard: HardLoop;
};

/** `bare` is an opening without a template; `hardCandidate` has no time in which a loop fits. */
type Own = {
  readonly id: string;
  readonly opening: string;
  readonly bare: string;
  readonly hardCandidate: string;
  readonly cancelledAgenda: string;
};

/** As far as it matters here: one of another clock shows two columns of times. */
function offsetOf(timeZone: string): string {
  return Temporal.Now.zonedDateTimeISO(timeZone).offset;
}

export type Caller = (method: string, path: string, body?: unknown, key?: string) => Promise<unknown>;

export async function prepare(url: string): Promise<Prepared> {
  const call = callerOf(url);
  const sample = organisationSchema.parse(await call('POST', '/api/sample')).id;
  const { openings } = openingListSchema.parse(await call('GET', `/api/o/${sample}/openings`));
  const [opening = '', programme = ''] = openings.map(({ id }) => id);
  const { applications, timeZone } = await openingOf(call, sample, opening);
  const loop = applications.find((application) => application.loop !== undefined)?.loop?.id ?? '';
  const waiting = applications.filter((application) => application.loop === undefined);
  const far = waiting.find((application) => offsetOf(application.timeZone) !== offsetOf(timeZone));
  const unplanned = (far ?? waiting[0])?.id ?? '';
  const { agenda = '' } = loopViewSchema.parse(await call('GET', `/api/o/${sample}/loops/${loop}`));
  const empty = await organisation(call, 'Lindgren & Sons');
  return {
    url,
    sample,
    opening,
    unplanned,
    loop,
    agenda,
    programme: await programmeOf(call, sample, programme),
    crowd: await prepareCrowd(call),
    empty,
    own: await prepareOwn(call, url),
    hard: await hardLoop(call),
  };
}

async function programmeOf(call: Caller, o: string, opening: string): Promise<Prepared['programme']> {
  const { superdays } = superdayListSchema.parse(
    await call('GET', `/api/o/${o}/openings/${opening}/superdays`),
  );
  const superday = superdays[0]?.id ?? '';
  return { opening, superday, assessor: await assessorOf(call, o, superday) };
}

async function assessorOf(call: Caller, o: string, superday: string): Promise<string> {
  const { board } = superdayViewSchema.parse(await call('GET', `/api/o/${o}/superdays/${superday}`));
  return board.sessions.find(({ kind }) => kind === 'group')?.people[0]?.name ?? '';
}

/** The first of the forty is qualified, the second ready to be, and the others are on their way. */
async function prepareCrowd(call: Caller): Promise<Prepared['crowd']> {
  const id = await organisation(call, 'Long Table');
  for (let number = 1; number <= 40; number += 1) {
    const name = `Person ${String(number).padStart(2, '0')}`;
    const details = { name, timeZone: 'Europe/Berlin', works: [], pools: number < 12 ? ['Elders'] : [] };
    const person = personSchema.parse(await call('POST', `/api/o/${id}/people`, details));
    await call('PUT', `/api/o/${id}/people/${person.id}/pool`, {
      pool: 'Deep talks',
      version: 0,
      state: number === 1 ? 'qualified' : 'trainee',
      before: { shadow: number % 3, reverseShadow: number === 2 ? 1 : 0 },
    });
  }
  const opening = await newOpening(call, id, 'Head of workshop');
  await call('PUT', `/api/o/${id}/openings/${opening}/template`, {
    template: {
      hours: { from: '09:00', to: '17:00' },
      weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
      modules: [
        {
          id: 'talk',
          title: 'Deep talk',
          kind: 'panel',
          minutes: 45,
          seats: [{ pool: 'Deep talks', role: 'lead' }, { pool: 'Deep talks' }],
        },
      ],
    },
    version: 1,
  });
  return { id, opening };
}

async function prepareOwn(call: Caller, url: string): Promise<Own> {
  const id = await organisation(call, 'Harbour Labs');
  await importFiles(url, id);
  const bare = await newOpening(call, id, 'Product designer');
  const opening = await newOpening(call, id, 'Senior engineer, Berlin');
  await call('PUT', `/api/o/${id}/openings/${opening}/template`, {
    template: readyMadeTemplate(['Engineers', 'Hosts']),
    version: 1,
  });
  const workday = aWorkday();
  const aDay = { start: soon(workday, '07:00'), end: soon(workday, '16:00') };
  const hardCandidate = await candidate(call, `${id}/openings/${opening}`, 'Kim Lindqvist', [aDay]);
  const easy = await candidate(call, `${id}/openings/${opening}`, 'Noor Haddad', []);
  const cancelledAgenda = await planAndCancel(call, id, easy);
  await keepHostsBusy(call, url, id);
  return { id, opening, bare, hardCandidate, cancelledAgenda };
}

/** From here on nothing fits: whoever could host is busy day and night. */
async function keepHostsBusy(call: Caller, url: string, o: string): Promise<void> {
  const { people, pools } = peopleViewSchema.parse(await call('GET', `/api/o/${o}/people`));
  const hosts = pools.find((pool) => pool.name === 'Hosts')?.people ?? [];
  for (const { id, name } of people.filter((person) => hosts.includes(person.id))) {
    const file = fullCalendar(name, comingDates(20));
    const answer = await fetch(
      `${url}/api/o/${o}/people/${id}/calendar?name=${encodeURIComponent(file.name)}`,
      {
        method: 'PUT',
        headers: { 'content-type': 'text/calendar' },
        body: Uint8Array.from(file.buffer),
      },
    );
    if (!answer.ok) throw new Error(`Calendar of ${name}: ${answer.status} ${await answer.text()}`);
  }
}

async function planAndCancel(call: Caller, o: string, id: string): Promise<string> {
  const days = { from: soon(1, '00:00').slice(0, 10), to: soon(14, '00:00').slice(0, 10) };
  const found = daySearchResultSchema.parse(await call('POST', `/api/o/${o}/candidates/${id}/search`, days));
  const best = found.alternatives[0];
  if (best === undefined) throw new Error(`No day for the cancelled loop: ${JSON.stringify(found.whyNot)}`);
  const loop = loopViewSchema.parse(
    await call('POST', `/api/o/${o}/candidates/${id}/confirm`, confirmationOf(best), crypto.randomUUID()),
  );
  await call('POST', `/api/o/${o}/loops/${loop.id}/cancel`);
  return loop.agenda ?? '';
}

/** In how many days, from five on, a Tuesday comes. */
function aWorkday(): number {
  const weekday = new Date().getUTCDay();
  return 5 + ((2 - ((weekday + 5) % 7) + 7) % 7);
}

export function soon(days: number, time: string): string {
  return `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T${time}:00Z`;
}

export async function organisation(call: Caller, name: string): Promise<string> {
  const made = await call('POST', '/api/organisations', { name, timeZone: 'Europe/Berlin' });
  return organisationSchema.parse(made).id;
}

export async function newOpening(call: Caller, o: string, title: string): Promise<string> {
  const made = await call('POST', `/api/o/${o}/openings`, { title, timeZone: 'Europe/Berlin' });
  return z.object({ id: z.string() }).parse(made).id;
}

async function openingOf(call: Caller, o: string, id: string): Promise<OpeningView> {
  return openingViewSchema.parse(await call('GET', `/api/o/${o}/openings/${id}`));
}

export async function candidate(
  call: Caller,
  place: string,
  name: string,
  available: readonly object[],
): Promise<string> {
  const details = { name, timeZone: 'Europe/Istanbul', available };
  const made = await call('POST', `/api/o/${place}/candidates`, details);
  return z.object({ id: z.string() }).parse(made).id;
}

async function importFiles(url: string, o: string): Promise<void> {
  const form = new FormData();
  const list = peopleFile();
  form.append('people', new File([Uint8Array.from(list.buffer)], list.name, { type: list.mimeType }));
  for (const file of calendarFiles(comingDates(20))) {
    form.append('calendar', new File([Uint8Array.from(file.buffer)], file.name, { type: file.mimeType }));
  }
  const answer = await fetch(`${url}/api/o/${o}/import`, { method: 'POST', body: form });
  if (!answer.ok) throw new Error(`Import: ${answer.status} ${await answer.text()}`);
}

export function callerOf(url: string): Caller {
  return async (method, path, body, key) => {
    const answer = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : z.unknown().parse(JSON.parse(text));
  };
}
