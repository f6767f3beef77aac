import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { AgendaOpen } from '#contract/agenda.ts';
import type { LoopView } from '#contract/loop.ts';
import type { OpeningView } from '#contract/opening.ts';
import type { PeopleView, Person } from '#contract/people.ts';
import { readCalendarFile } from '#calendars/read.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import { forEachDatabase } from './databases.ts';
import { lookAt, tokenIn } from './links.ts';
import { bookingAt, lasting, search, smallOrganisation, TEMPLATE } from './small-organisation.ts';
import { testServer, type TestServer } from './web-server.ts';

forEachDatabase('confirming', (database) => {
  let server: TestServer;
  before(() => {
    server = testServer(database.store());
  });
  after(() => server.services.close());

  const { path, confirm, bestOf, only } = bookingAt(() => server);

  it('stores the plan that the search offered, and shows it', async () => {
    const small = await smallOrganisation(server);
    const choice = await bestOf(small, only(small));
    const loop = (await confirm(small, only(small), choice, 'one')).json<LoopView>();
    assert.equal(loop.status, 'confirmed');
    assert.deepEqual(
      loop.sessions.map(({ module, start, room }) => [module, minuteOf(start), room?.name]),
      choice.sessions.map(({ module, start, room }) => [module, minuteOf(start), room && 'Lathe']),
    );
    const shown = await server.ask('GET', path(small, `loops/${loop.id}`));
    assert.deepEqual(shown.json(), loop);
    const opening = (await server.ask('GET', path(small, `openings/${small.opening}`))).json<OpeningView>();
    assert.equal(opening.applications[0]?.loop?.id, loop.id);
    const { people } = (await server.ask('GET', path(small, 'people'))).json<PeopleView>();
    assert.equal(people.find(({ name }) => name === 'Ada')?.upcomingSessions, 2);
  });

  it('frees everyone when the loop is cancelled', async () => {
    const small = await smallOrganisation(server, ['Lee', 'Kim']);
    const [lee, kim] = small.candidates;
    assert.ok(lee && kim);
    const choice = await bestOf(small, lee.id);
    const loop = (await confirm(small, lee.id, choice, 'a')).json<LoopView>();
    assert.equal((await confirm(small, kim.id, choice, 'b')).problem().code, 'taken');
    const cancelled = await server.ask('POST', path(small, `loops/${loop.id}/cancel`));
    assert.equal(cancelled.json<LoopView>().status, 'cancelled');
    assert.equal((await confirm(small, kim.id, choice, 'b')).status, 200);
    const again = await server.ask('POST', path(small, `loops/${loop.id}/cancel`));
    assert.equal(again.json<LoopView>().status, 'cancelled');
  });

  it('does not offer what another loop has taken', async () => {
    const small = await smallOrganisation(server, ['Lee', 'Kim']);
    const [lee, kim] = small.candidates;
    assert.ok(lee && kim);
    const first = await bestOf(small, lee.id);
    (await confirm(small, lee.id, first, 'a')).json();
    const second = await bestOf(small, kim.id);
    assert.equal((await confirm(small, kim.id, second, 'b')).status, 200);
  });

  it('counts what other loops ask of a person towards their limits', async () => {
    const small = await smallOrganisation(server, ['Lee', 'Kim']);
    const [lee, kim] = small.candidates;
    assert.ok(lee && kim);
    const details = { name: 'Ada', timeZone: 'Europe/Berlin', works: [], pools: ['Design'], maxPerDay: 2 };
    const person = path(small, `people/${small.ada.id}`);
    (await server.ask('PUT', person, { body: { ...details, version: 1 } })).json();
    const people = [{ id: small.ada.id, seat: 0 }];
    const at = (design: string, debrief: string): unknown => ({
      sessions: [
        { module: 'design', ...lasting(small.day, design, 45), people, room: small.room.id },
        { module: 'debrief', ...lasting(small.day, debrief, 30), people },
      ],
    });
    assert.equal((await confirm(small, lee.id, at('09:00', '09:45'), 'a')).status, 200);
    const second = (await confirm(small, kim.id, at('10:30', '11:30'), 'b')).problem();
    assert.equal(second.code, 'rules-broken');
    const found = await search(server, small, kim.id);
    assert.deepEqual(found.alternatives, []);
  });

  it('judges again: a calendar read meanwhile makes the plan one that does not hold', async () => {
    const small = await smallOrganisation(server);
    const choice = await bestOf(small, only(small));
    const day = small.day.replaceAll('-', '');
    const calendar = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:x',
      'BEGIN:VEVENT',
      'UID:1',
      'DTSTAMP:20260101T000000Z',
      `DTSTART;VALUE=DATE:${day}`,
      'SUMMARY:Away',
      'TRANSP:OPAQUE',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n');
    const put = await server.ask('PUT', path(small, `people/${small.ada.id}/calendar?name=ada.ics`), {
      body: calendar,
      headers: { 'content-type': 'text/calendar' },
    });
    assert.equal(put.json<Person>().calendars[0]?.busyBlocks, 1);
    const refused = (await confirm(small, only(small), choice, 'k')).problem();
    assert.equal(refused.code, 'rules-broken');
    assert.match(refused.detail, /“System design”: Ada is busy from 00:00 on/);
    const found = await search(server, small, only(small));
    assert.deepEqual(found.alternatives, []);
    assert.match(JSON.stringify(found.whyNot), /Ada|System design/);
    const stored = (await server.ask('GET', path(small, `openings/${small.opening}`))).json<OpeningView>();
    assert.equal(stored.applications[0]?.loop, undefined);
  });

  it('names whose calendar is not known, or was read too long ago to reach the days of the search', async () => {
    const small = await smallOrganisation(server);
    const read = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n';
    const put = await server.ask('PUT', path(small, `people/${small.ada.id}/calendar?name=ada.ics`), {
      body: read,
      headers: { 'content-type': 'text/calendar' },
    });
    assert.equal(put.status, 200, put.text);
    assert.deepEqual((await search(server, small, only(small))).uncounted, ['Bob']);
    const monday = Temporal.PlainDate.from(small.day);
    // Busy time is kept for 550 days from the reading, and the Monday lies 8 to 14 days ahead.
    const last = { ...small, day: monday.add({ weeks: 76 }).toString() };
    assert.deepEqual((await search(server, last, only(small))).uncounted, ['Bob']);
    const beyond = { ...small, day: monday.add({ weeks: 78 }).toString() };
    const { alternatives, uncounted } = await search(server, beyond, only(small));
    assert.deepEqual([alternatives.length > 0, uncounted], [true, ['Ada', 'Bob']]);
  });

  it('refuses a plan of a template that was changed meanwhile', async () => {
    const small = await smallOrganisation(server);
    const choice = await bestOf(small, only(small));
    const [design] = TEMPLATE.modules;
    const template = { ...TEMPLATE, modules: [design] };
    const changed = await server.ask('PUT', path(small, `openings/${small.opening}/template`), {
      body: { template, version: 2 },
    });
    assert.equal(changed.status, 200, changed.text);
    assert.equal((await confirm(small, only(small), choice, 'k')).problem().code, 'changed-meanwhile');
  });

  it('refuses a plan whose sessions last otherwise by now: what was shown is what is stored', async () => {
    const small = await smallOrganisation(server);
    const choice = await bestOf(small, only(small));
    const [design, ...others] = TEMPLATE.modules;
    assert.ok(design);
    const template = { ...TEMPLATE, modules: [{ ...design, minutes: 30 }, ...others] };
    const changed = await server.ask('PUT', path(small, `openings/${small.opening}/template`), {
      body: { template, version: 2 },
    });
    assert.equal(changed.status, 200, changed.text);
    assert.equal((await confirm(small, only(small), choice, 'k')).problem().code, 'changed-meanwhile');
  });

  it('F13: refuses the past, dates far apart, and people of another organisation', async () => {
    const small = await smallOrganisation(server);
    const other = await smallOrganisation(server);
    const { sessions } = await bestOf(small, only(small));
    const past = sessions.map((session) => ({
      ...session,
      ...lasting('2024-01-08', '09:00', minuteOf(session.end) - minuteOf(session.start)),
    }));
    assert.match((await confirm(small, only(small), { sessions: past }, 'a')).problem().detail, /past/);
    const far = [{ ...sessions[0], start: '2024-01-08T09:00:00+01:00' }, sessions[1]];
    assert.equal((await confirm(small, only(small), { sessions: far }, 'b')).problem().code, 'faults');
    const foreign = sessions.map((session) => ({ ...session, people: [{ id: other.ada.id, seat: 0 }] }));
    assert.equal(
      (await confirm(small, only(small), { sessions: foreign }, 'c')).problem().detail,
      'There is no such person here.',
    );
    assert.equal((await confirm(small, only(other), { sessions }, 'd')).status, 404);
  });

  it('keeps people and rooms with sessions to come, and lets them go afterwards', async () => {
    const small = await smallOrganisation(server);
    const choice = await bestOf(small, only(small));
    const loop = (await confirm(small, only(small), choice, 'k')).json<LoopView>();
    for (const what of [`people/${small.ada.id}`, `rooms/${small.room.id}`, `candidates/${only(small)}`]) {
      assert.equal((await server.ask('DELETE', path(small, what))).problem().code, 'in-use', what);
    }
    await server.ask('POST', path(small, `loops/${loop.id}/cancel`));
    for (const what of [`people/${small.ada.id}`, `rooms/${small.room.id}`]) {
      assert.equal((await server.ask('DELETE', path(small, what))).status, 204, what);
    }
    const shown = (await server.ask('GET', path(small, `loops/${loop.id}`))).json<LoopView>();
    assert.ok(shown.sessions.some(({ people }) => people.some(({ name }) => name === 'Ada')));
    assert.equal((await server.ask('DELETE', path(small, `candidates/${only(small)}`))).status, 204);
    assert.equal((await server.ask('GET', path(small, `loops/${loop.id}`))).status, 404);
  });

  it('shows the candidate an agenda without debrief, ids and training', async () => {
    const small = await smallOrganisation(server);
    const choice = await bestOf(small, only(small));
    const loop = (await confirm(small, only(small), choice, 'k')).json<LoopView>();
    assert.ok(loop.sessions.some(({ people }) => people.some(({ role }) => role === 'shadow')));
    const answer = await lookAt(server, loop.agenda);
    const agenda = answer.json<AgendaOpen>();
    assert.deepEqual(
      agenda.sessions.map(({ title, people, place }) => ({ title, people, place })),
      [
        {
          title: 'System design',
          people: [
            { name: 'Ada', title: 'Engineer', role: 'lead' },
            { name: 'Bob', title: 'Engineer', role: 'observer' },
          ],
          place: 'Lathe, Mill',
        },
      ],
    );
    for (const hidden of ['Debrief', 'debrief', 'shadow', small.ada.id, small.organisation, loop.id]) {
      assert.ok(!answer.text.includes(hidden), hidden);
    }
    const file = await server.ask('GET', `/agenda/${tokenIn(loop.agenda)}/agenda.ics`);
    assert.equal(file.headers.get('content-type'), 'text/calendar; charset=utf-8');
    assert.equal(file.text, agenda.file);
    assert.ok(!/Debrief|shadow/i.test(file.text));
    assert.deepEqual(busyIn(file.text), choice.sessions.slice(0, 1).flatMap(minutesOf));
  });

  it('gives each interviewer a feed, in which a cancelled session is cancelled', async () => {
    const small = await smallOrganisation(server);
    const choice = await bestOf(small, only(small));
    const loop = (await confirm(small, only(small), choice, 'k')).json<LoopView>();
    const feed = (await server.ask('GET', small.ada.feed)).text;
    assert.match(feed, /SUMMARY:System design: Engineer\r\n/);
    assert.equal(feed.match(/BEGIN:VEVENT/g)?.length, 2);
    assert.deepEqual(busyIn(feed), choice.sessions.flatMap(minutesOf));
    await server.ask('POST', path(small, `loops/${loop.id}/cancel`));
    const cancelled = (await server.ask('GET', small.ada.feed)).text;
    assert.equal(cancelled.match(/STATUS:CANCELLED/g)?.length, 2);
    assert.match(cancelled, /SEQUENCE:1/);
    assert.deepEqual(busyIn(cancelled), []);
    assert.equal((await server.ask('GET', `/calendar/${'x'.repeat(43)}.ics`)).status, 404);
    assert.ok(!server.log.some((line) => line.includes(small.ada.feed.slice(10, 40))));
  });

  it('leaves no error behind', () => {
    assert.deepEqual(server.errors, []);
  });
});

/** Each minute that is busy by our own reader of the file; sessions that follow each other are one block to it. */
function busyIn(text: string): number[] {
  const now = minuteOf(Temporal.Now.instant().toString());
  const window = { from: now, to: now + 60 * 24 * 60, zone: 'UTC' };
  const source = { name: 'x.ics', bytes: new TextEncoder().encode(text) };
  const read = readCalendarFile(source, window);
  assert.equal(read.refused, undefined);
  return read.busy.flatMap(minutesOf);
}

function minutesOf({ start, end }: { readonly start: string; readonly end: string }): number[] {
  return Array.from({ length: minuteOf(end) - minuteOf(start) }, (_, index) => minuteOf(start) + index);
}

/** From a time of the opening's clocks on. */
