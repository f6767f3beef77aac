/** The day itself for people outside, and for several candidates in one session. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { AgendaOpen } from '#contract/agenda.ts';
import type { DayLoop, DaySession, PanelDay } from '#contract/day.ts';
import type { LoopView } from '#contract/loop.ts';
import type { PanelLinkMade, PanelOpen } from '#contract/panel.ts';
import type { Person } from '#contract/people.ts';
import { MOST_MORE } from '#domain/day/day.ts';
import { openMailer } from '#mail/smtp.ts';
import { forEachDatabase } from './databases.ts';
import {
  confirmedDay,
  DAY,
  DAY_TEMPLATE,
  dayWorld,
  read,
  refusedWith,
  sessionOf,
  sheet,
  type DayWorld,
  type Who,
} from './day-world.ts';
import { tokenIn } from './links.ts';
import { openMailSink, type MailSink } from './mail-sink.ts';
import { testServer, type TestServer } from './web-server.ts';

forEachDatabase('the day for people outside', (database) => {
  let sink: MailSink;
  let server: TestServer;
  let world: DayWorld;
  let loop: LoopView;
  before(async () => {
    sink = await openMailSink();
    server = testServer(database.store(), { mail: openMailer(sink.settings), key: 'k'.repeat(43) });
    world = await dayWorld(server);
    loop = await confirmedDay(world, 'Kim');
  });
  after(async () => {
    await server.services.close();
    await sink.close();
  });

  /** The cookie of a browser in which the holder of a link typed the code from the mail. */
  const sitting = async (holder: string): Promise<Record<string, string>> => {
    const secret = holder.replaceAll('-', '').padEnd(43, 'x');
    await database
      .store()
      .db.insertInto('sitting')
      .values({
        secret_hash: world.context.tokenHash(secret),
        organisation_id: world.organisation,
        holder,
        ends_at: '2100-01-01T00:00:00Z',
      })
      .execute();
    return { cookie: `__Host-sitting=${secret}` };
  };

  type Outside = { readonly name: Who; readonly id: string; readonly token: string };

  /** Whoever leads the last session with the candidate is from outside now, and has a link. */
  const fromOutside = async (): Promise<Outside> => {
    const ask = world.as('computer');
    const name = (code().people[0]?.name ?? '') as Who;
    const { id, version } = world.people[name];
    const person = { name, timeZone: 'Europe/Berlin', works: [], pools: ['Code'] };
    const body = { ...person, email: 'out@example.org', outside: true, version };
    read<Person>(await ask('PUT', `${world.at}/people/${id}`, body));
    const seat = { session: (await onSheet()).id, person: id };
    const { link } = read<PanelLinkMade>(await ask('POST', `${world.at}/loops/${loop.id}/panel-links`, seat));
    return { name, id, token: tokenIn(link) };
  };
  const code = (): LoopView['sessions'][number] =>
    loop.sessions.find(({ module }) => module === 'code') ?? assert.fail('no code');
  const onSheet = async (): Promise<DaySession> => {
    const [day] = (await sheet(world.as('computer'), world, DAY)).loops;
    return sessionOf(day ?? assert.fail('no day'), 'code');
  };

  it('tells the candidate when a session is expected that will not begin in time, as the sheet does', async () => {
    const ask = world.as('computer');
    const later = async (): Promise<unknown> => {
      const token = tokenIn(loop.agenda);
      const { sessions } = read<AgendaOpen>(await ask('POST', '/api/agenda/look', { token }));
      return sessions.flatMap(({ title, expected }) => (expected === undefined ? [] : [{ title, expected }]));
    };
    const [planned] = (await sheet(ask, world, DAY)).loops;
    const design = sessionOf(planned ?? assert.fail('no day'), 'design');
    world.clock(design.start);
    assert.deepEqual(await later(), []);
    const marks = `${world.at}/loops/${loop.id}/marks`;
    const day = read<DayLoop>(
      await ask('POST', marks, { what: 'more', session: design.id, minutes: MOST_MORE }),
    );
    const late = day.sessions.filter(
      ({ kind, start, expected }) => kind !== 'debrief' && Date.parse(expected.start) > Date.parse(start),
    );
    assert.ok(late.length > 0);
    assert.deepEqual(
      await later(),
      late.map(({ title, expected }) => ({ title, expected })),
    );
    read(await ask('POST', `${marks}/${sessionOf(day, 'design').more?.id ?? ''}/undo`));
    assert.deepEqual(await later(), []);
  });

  it('lets somebody from outside see how their session stands, and mark it where the code was typed', async () => {
    const ask = world.as('computer');
    const { name, id, token } = await fromOutside();
    const look = async (): Promise<PanelOpen> =>
      read<PanelOpen>(await ask('POST', '/api/panel/look', { token }));
    const day = async (): Promise<PanelDay> => (await look()).day ?? assert.fail('no day');
    world.clock('2030-01-05T12:00:00Z');
    const early = await look();
    assert.equal(early.day, undefined);
    assert.ok(early.wayThere?.startsWith('To '));
    world.clock(code().start);
    const before = await day();
    assert.deepEqual([before.state, before.markable], ['due', true]);
    const marking = { token, what: 'started' };
    assert.equal(refusedWith(await ask('POST', '/api/panel/mark', marking)).code, 'prove-it');
    const headers = await sitting(id);
    read(await ask('POST', '/api/panel/mark', marking, headers));
    const begun = await day();
    assert.deepEqual([begun.state, begun.started?.by, begun.where?.people], ['running', name, [name]]);
    read(await ask('POST', '/api/panel/mark', { token, what: 'more', minutes: 10 }, headers));
    assert.equal((await day()).behind, 10);
    const seen = await onSheet();
    assert.deepEqual([seen.started?.by, seen.people[0]?.external], [name, true]);
    const mark = seen.started?.id;
    assert.equal(refusedWith(await ask('POST', '/api/panel/mark/undo', { token, mark })).code, 'prove-it');
    read(await ask('POST', '/api/panel/mark/undo', { token, mark }, headers));
    assert.equal((await day()).started, undefined);
  });

  it('tells the candidate where to come and the way, and where the code was typed that their needs are noted', async () => {
    const ask = world.as('computer');
    const holder = world.candidates['Kim']?.id ?? '';
    const { db } = database.store();
    const { candidate_id } = await db
      .selectFrom('application')
      .select('candidate_id')
      .where('id', '=', holder)
      .executeTakeFirstOrThrow();
    const needs = {
      said: null,
      access: null,
      diet: 'canary-diet',
      remark: null,
      changed_at: '2029-12-01T00:00:00Z',
    };
    await db
      .insertInto('candidate_needs')
      .values({ organisation_id: world.organisation, candidate_id, ...needs })
      .execute();
    const token = tokenIn(loop.agenda);
    const shown = await ask('POST', '/api/agenda/look', { token });
    const agenda = read<AgendaOpen>(shown);
    assert.equal(agenda.arrival, 'Main gate, ask for Gil');
    assert.match(agenda.sessions.find(({ title }) => title === 'System design')?.wayThere ?? '', /^To /);
    const lunch = agenda.sessions.find(({ kind }) => kind === 'meal');
    assert.deepEqual([lunch?.people, lunch?.evaluated], [[{ name: 'Hal', role: 'host' }], false]);
    assert.equal(agenda.noted, undefined);
    const sat = await ask('POST', '/api/agenda/look', { token }, await sitting(holder));
    assert.deepEqual(read<AgendaOpen>(sat).noted, ['diet']);
    assert.ok(!`${shown.text}${sat.text}`.includes('canary'), 'nobody reads by a link what was said');
  });

  it('marks a session of several candidates once for all, and lets each of them come or not', async () => {
    const [welcome, design] = DAY_TEMPLATE.modules;
    assert.ok(welcome && design);
    const group = {
      ...design,
      id: 'exercise',
      title: 'Exercise',
      kind: 'group' as const,
      together: 4,
      after: [],
    };
    const talk = { ...welcome, id: 'talk', title: 'Talk', first: false, after: ['exercise'] };
    world = await dayWorld(server, { ...DAY_TEMPLATE, modules: [group, talk] });
    const ask = world.as('computer');
    const { people, rooms, instant } = world;
    const [kim, lee] = Object.values(world.candidates).map(({ id }) => id);
    assert.ok(kim && lee);
    const held = (
      module: string,
      [start, end]: readonly [string, string],
      who: Who,
      own: readonly string[],
    ) => ({
      module,
      start: instant(start),
      end: instant(end),
      people: [{ id: people[who].id, seat: 0 }],
      candidates: own,
    });
    const sessions = [
      { ...held('exercise', ['09:00', '09:45'], 'Ada', [kim, lee]), room: rooms[0]?.id },
      held('talk', ['09:45', '10:00'], 'Gil', [kim]),
      held('talk', ['10:00', '10:15'], 'Gil', [lee]),
    ];
    read(await ask('POST', `${world.at}/openings/${world.opening}/superdays`, { sessions }));
    const [first, second] = (await sheet(ask, world, DAY)).loops;
    assert.ok(first && second);
    const exercise = sessionOf(first, 'exercise');
    assert.deepEqual([exercise.id, exercise.together], [sessionOf(second, 'exercise').id, 2]);
    world.clock(exercise.start);
    const marks = (loopId: string): string => `${world.at}/loops/${loopId}/marks`;
    const both = await Promise.all(
      [first, second].map(({ id }) => ask('POST', marks(id), { what: 'started', session: exercise.id })),
    );
    const [one, other] = both.map((answer) => sessionOf(read<DayLoop>(answer), 'exercise').started?.id);
    assert.equal(one, other);
    world.clock(new Date(Date.parse(exercise.start) + 10 * 60_000).toISOString());
    const gone = read<DayLoop>(await ask('POST', marks(second.id), { what: 'no-show' }));
    assert.equal(gone.now.is, 'no-show');
    read(await ask('POST', `${world.at}/loops/${second.id}/cancel`));
    const [still] = (await sheet(ask, world, DAY)).loops.filter(({ id }) => id === first.id);
    assert.deepEqual([still?.now.is, still?.now.session], ['with', exercise.id]);
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
