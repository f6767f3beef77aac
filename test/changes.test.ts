import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { OpeningView } from '#contract/opening.ts';
import type { ImportReport, PeopleView, Person } from '#contract/people.ts';
import { LIMITS } from '#http/limits.ts';
import { forEachDatabase } from './databases.ts';
import { smallOrganisation, TEMPLATE, type Small } from './small-organisation.ts';
import { testServer, type TestServer } from './web-server.ts';

forEachDatabase('changes over HTTP', (database) => {
  let server: TestServer;
  let small: Small;
  before(async () => {
    server = testServer(database.store());
    small = await smallOrganisation(server);
  });
  after(() => server.services.close());

  const people = (): string => `/api/o/${small.organisation}/people`;
  const person = { name: 'Eve', timeZone: 'Europe/Paris', works: [], pools: [] };

  it('refuses one that was made on an older version', async () => {
    const { id, version } = small.bob;
    const put = (name: string, at: number): ReturnType<TestServer['ask']> =>
      server.ask('PUT', `${people()}/${id}`, {
        body: { ...person, pools: ['Learning'], name, version: at },
      });
    assert.equal((await put('Bob B.', version)).json<Person>().version, version + 1);
    const stale = await put('Bob C.', version);
    assert.equal(stale.status, 409);
    assert.equal(stale.problem().code, 'changed-meanwhile');
    const opening = `/api/o/${small.organisation}/openings/${small.opening}`;
    const template = await server.ask('PUT', `${opening}/template`, {
      body: { template: TEMPLATE, version: 1 },
    });
    assert.equal(template.problem().code, 'changed-meanwhile');
  });

  it('refuses a template with a cycle, naming the modules', async () => {
    const [design] = TEMPLATE.modules;
    assert.ok(design);
    const modules = [
      { ...design, id: 'a', after: ['b'] },
      { ...design, id: 'b', after: ['a'] },
    ];
    const opening = `/api/o/${small.organisation}/openings/${small.opening}`;
    const before = (await server.ask('GET', opening)).json<OpeningView>();
    const answer = await server.ask('PUT', `${opening}/template`, {
      body: { template: { ...TEMPLATE, modules }, version: before.templateVersion },
    });
    assert.equal(answer.status, 400);
    assert.match(answer.problem().faults?.[0]?.place ?? '', /^modules\[\d\]/);
    assert.deepEqual((await server.ask('GET', opening)).json(), before);
  });

  it('keeps a calendar when the next file is none, and tells the line', async () => {
    const path = `${people()}/${small.bob.id}/calendar?name=bob.ics`;
    const put = (body: string): ReturnType<TestServer['ask']> =>
      server.ask('PUT', path, { body, headers: { 'content-type': 'text/calendar' } });
    assert.equal((await put(MEETINGS)).json<Person>().calendars[0]?.busyBlocks, 3);
    const refused = await put('<html>Please sign in</html>');
    assert.equal(refused.status, 400);
    assert.equal(refused.problem().faults?.[0]?.place, 'bob.ics:1');
    assert.equal((await put('x'.repeat(LIMITS.calendarBytes + 1))).status, 413);
    const shown = (await server.ask('GET', people())).json<PeopleView>();
    assert.equal(shown.people.find(({ id }) => id === small.bob.id)?.calendars[0]?.busyBlocks, 3);
    assert.equal((await server.ask('DELETE', path.replace('?name=bob.ics', ''))).status, 204);
    const after = (await server.ask('GET', people())).json<PeopleView>();
    assert.equal(after.people.find(({ id }) => id === small.bob.id)?.calendars[0], undefined);
  });

  it('imports people, rooms, candidates and calendars, and again without doubling any', async () => {
    const own = await smallOrganisation(server, []);
    const form = (): FormData => {
      const parts = new FormData();
      parts.append('people', new File([JSON.stringify(LIST)], 'people.json'));
      parts.append('calendar', new File([MEETINGS], 'ada@example.org.ics'));
      parts.append('calendar', new File(['nothing'], 'bob.ics'));
      parts.append('calendar', new File([MEETINGS], 'stranger.ics'));
      return parts;
    };
    const report = (await server.ask('POST', `/api/o/${own.organisation}/import`, { body: form() })).json();
    assert.deepEqual(report, {
      people: 2,
      rooms: 1,
      candidates: { listed: 1, added: 1, opening: { id: own.opening, title: 'Engineer' }, openings: 1 },
      calendars: [
        { fileName: 'ada@example.org.ics', person: 'Ada Lovelace', busyBlocks: 3, skipped: [] },
        {
          fileName: 'bob.ics',
          person: 'bob',
          busyBlocks: 0,
          refused: (report as { calendars: { refused: string }[] }).calendars[1]?.refused,
          skipped: [],
        },
        {
          fileName: 'stranger.ics',
          busyBlocks: 0,
          refused: 'nobody here has this name, id or e-mail address, so it was not used',
          skipped: [],
        },
      ],
    });
    const again = await server.ask('POST', `/api/o/${own.organisation}/import`, { body: form() });
    assert.equal(again.json<ImportReport>().candidates.added, 0);
    const view = (await server.ask('GET', `/api/o/${own.organisation}/people`)).json<PeopleView>();
    assert.deepEqual(
      view.people.map(({ name, pools }) => [name, pools]),
      [
        ['Ada', ['Design']],
        ['Ada Lovelace', ['Design']],
        ['bob', []],
        ['Bob', ['Learning']],
      ],
    );
  });

  it('imports calendars alone, for those who are there', async () => {
    const own = await smallOrganisation(server, []);
    const body = new FormData();
    for (const name of [`${own.ada.id}.ics`, 'BOB.ics', 'mira.ics'])
      body.append('calendar', new File([MEETINGS], name));
    const answer = await server.ask('POST', `/api/o/${own.organisation}/import`, { body });
    const report = answer.json<ImportReport>();
    assert.deepEqual([answer.status, report.people, report.candidates.listed], [200, 0, 0]);
    assert.deepEqual(
      report.calendars.map(({ person, busyBlocks, refused }) => [person, busyBlocks, refused]),
      [
        ['Ada', 3, undefined],
        ['Bob', 3, undefined],
        [undefined, 0, 'nobody here has this name, id or e-mail address, so it was not used'],
      ],
    );
    const view = (await server.ask('GET', `/api/o/${own.organisation}/people`)).json<PeopleView>();
    assert.deepEqual(
      view.people.map(({ calendars }) => calendars[0]?.busyBlocks),
      [3, 3],
    );
    const nothing = await server.ask('POST', `/api/o/${own.organisation}/import`, { body: new FormData() });
    assert.equal(nothing.status, 400);
  });

  it('leaves of people and rooms whatever the imported list does not say', async () => {
    const own = await smallOrganisation(server, []);
    const list = {
      format: 'people/1',
      people: [
        { id: 'ada', name: 'Ada', maxPerDay: 2 },
        { id: 'z', name: 'Zoe' },
        { id: 'z2', name: 'Zoe' },
      ],
      rooms: [{ id: 'r', name: 'Lathe', site: 'Mill', features: ['screen'] }],
      candidates: [{ id: 'kim' }],
    };
    for (const zoes of [1, 2]) {
      const body = new FormData();
      body.append('people', new File([JSON.stringify(list)], 'people.json'));
      const answer = await server.ask('POST', `/api/o/${own.organisation}/import`, { body });
      assert.equal(answer.status, 200, answer.text);
      const view = (await server.ask('GET', `/api/o/${own.organisation}/people`)).json<PeopleView>();
      assert.deepEqual(
        view.people.map(({ name, title, pools, maxPerDay, version }) => [
          name,
          title,
          pools,
          maxPerDay,
          version,
        ]),
        [
          ['Ada', 'Engineer', ['Design'], 2, zoes + 1],
          ['Bob', 'Engineer', ['Learning'], undefined, 1],
          ['Zoe', undefined, [], undefined, zoes],
          ['Zoe', undefined, [], undefined, zoes],
        ],
      );
      assert.deepEqual(
        view.rooms.map(({ name, seats, features }) => [name, seats, features]),
        [['Lathe', 4, ['screen']]],
      );
    }
  });

  it('imports a list without candidates, and says why listed ones joined no opening', async () => {
    const own = await smallOrganisation(server, []);
    const imported = async (list: object, opening?: string): Promise<ImportReport['candidates']> => {
      const body = new FormData();
      body.append('people', new File([JSON.stringify(list)], 'people.json'));
      if (opening !== undefined) body.append('opening', opening);
      const answer = await server.ask('POST', `/api/o/${own.organisation}/import`, { body });
      return answer.json<ImportReport>().candidates;
    };
    const { candidates: _candidates, ...without } = LIST;
    const opening = { id: own.opening, title: 'Engineer' };
    const none = { listed: 0, added: 0, opening, openings: 1 };
    assert.deepEqual([await imported(without), await imported({ ...LIST, candidates: [] })], [none, none]);
    const body = { title: 'Designer', timeZone: 'Europe/Berlin' };
    await server.ask('POST', `/api/o/${own.organisation}/openings`, { body });
    assert.deepEqual(await imported(LIST), { listed: 1, added: 0, openings: 2 });
    assert.deepEqual(await imported(LIST, own.opening), { listed: 1, added: 1, opening, openings: 2 });
  });

  it('refuses an import with a fault as a whole', async () => {
    const own = await smallOrganisation(server, []);
    const list = { ...LIST, pools: { Design: ['ada', 'nobody'] } };
    const body = new FormData();
    body.append('people', new File([JSON.stringify(list)], 'people.json'));
    const answer = await server.ask('POST', `/api/o/${own.organisation}/import`, { body });
    assert.equal(answer.status, 400, answer.text);
    assert.match(answer.problem().faults?.[0]?.found ?? '', /nobody/);
    const view = (await server.ask('GET', `/api/o/${own.organisation}/people`)).json<PeopleView>();
    assert.equal(view.people.length, 2);
  });

  it('tells where a list is no JSON, and refuses one that is no UTF-8 or nested too deep', async () => {
    const own = await smallOrganisation(server, []);
    const latin = Buffer.from(JSON.stringify(LIST).replace('Ada', 'Zo\u00eb'), 'latin1');
    const wrong = [
      ['{\n  "format" "people/1"}', 'people.json:2:12', 'a colon after the name of the field'],
      ['['.repeat(200_000), 'people.json:1:65', 'at most 64 lists and objects inside each other'],
      [latin, 'people.json', 'JSON in UTF-8'],
      [
        JSON.stringify({ ...LIST, people: [{ id: 'ada', name: 'x'.repeat(201) }] }),
        'people.json: people[0].name',
        'a text of at most 200 characters',
      ],
      [
        JSON.stringify({ ...LIST, people: [{ id: 'ada', gap: 1000 }] }),
        'people.json: people[0].gap',
        'at most 480',
      ],
    ] as const;
    for (const [file, place, expected] of wrong) {
      const body = new FormData();
      body.append('people', new File([file], 'people.json'));
      const answer = await server.ask('POST', `/api/o/${own.organisation}/import`, { body });
      const [fault] = answer.problem().faults ?? [];
      assert.deepEqual([answer.status, fault?.place, fault?.expected], [400, place, expected]);
    }
    const view = (await server.ask('GET', `/api/o/${own.organisation}/people`)).json<PeopleView>();
    assert.equal(view.people.length, 2);
  });

  it('leaves no error behind, and no token or name in the log', () => {
    assert.deepEqual(server.errors, []);
    const log = server.log.join('\n');
    for (const secret of [small.ada.feed.slice(10), 'Eve', 'Lovelace']) assert.ok(!log.includes(secret));
  });
});

const LIST = {
  format: 'people/1',
  people: [
    { id: 'ada', name: 'Ada Lovelace', email: 'ada@example.org', timeZone: 'Europe/London' },
    { id: 'bob' },
  ],
  pools: { Design: ['ada'] },
  rooms: [{ id: 'r1', name: 'Loom', seats: 4 }],
  candidates: [{ id: 'kim', available: [{ date: '2026-12-07', from: '09:00', to: '17:00' }] }],
};

const soon = Temporal.Now.plainDateISO('UTC').add({ days: 3 }).toString().replaceAll('-', '');
const MEETINGS = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:x',
  'BEGIN:VEVENT',
  'UID:1',
  'DTSTAMP:20260101T000000Z',
  `DTSTART;TZID=Europe/Berlin:${soon}T100000`,
  'DURATION:PT1H',
  'RRULE:FREQ=WEEKLY;COUNT=3',
  'SUMMARY:Stand-up',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');
