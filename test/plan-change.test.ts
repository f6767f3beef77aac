/** A plan changed by hand, over HTTP: what the server says of each change is what it does at "confirm". */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Alternative, DaySearchResult, SessionView } from '#contract/day-search.ts';
import type { LoopView } from '#contract/loop.ts';
import type { OpeningList, OpeningView } from '#contract/opening.ts';
import type { Organisation } from '#contract/organisation.ts';
import type { SessionChanges } from '#contract/plan-change.ts';
import { movedTo, reseated } from '#domain/planning/plan-change.ts';
import { forEachDatabase } from './databases.ts';
import { choiceOf } from './small-organisation.ts';
import { testServer, type Answer, type TestServer } from './web-server.ts';

type Seated = SessionView['people'][number];

forEachDatabase('a plan changed by hand', (database) => {
  let server: TestServer;
  let at: string;
  let opening: OpeningView;
  let best: Alternative;
  const today = Temporal.Now.plainDateISO('Europe/Berlin');
  const range = { from: today.add({ days: 1 }).toString(), to: today.add({ days: 14 }).toString() };

  before(async () => {
    server = testServer(database.store());
    const { id } = (await server.ask('POST', '/api/sample')).json<Organisation>();
    const { openings } = (await server.ask('GET', `/api/o/${id}/openings`)).json<OpeningList>();
    const [{ id: only } = { id: '' }] = openings;
    opening = (await server.ask('GET', `/api/o/${id}/openings/${only}`)).json<OpeningView>();
    const lee = opening.applications.find(({ loop }) => loop === undefined)?.id ?? '';
    at = `/api/o/${id}/candidates/${lee}`;
    const found = (await server.ask('POST', `${at}/search`, { body: range })).json<DaySearchResult>();
    const [first] = found.alternatives;
    assert.ok(first, found.whyNot?.text ?? 'no plan');
    best = first;
  });
  after(() => server.services.close());

  const tried = (module: string, plan: Pick<Alternative, 'sessions'> = best): Promise<Answer> =>
    server.ask('POST', `${at}/changes`, { body: { range, plan: choiceOf(plan), module } });
  const changes = async (module: string, plan?: Pick<Alternative, 'sessions'>): Promise<SessionChanges> =>
    (await tried(module, plan)).json<SessionChanges>();
  const confirm = (plan: Pick<Alternative, 'sessions'>): Promise<Answer> =>
    server.ask('POST', `${at}/confirm`, {
      body: choiceOf(plan),
      headers: { 'idempotency-key': crypto.randomUUID() },
    });
  const moved = (module: string, start: string): Pick<Alternative, 'sessions'> => ({
    sessions: movedTo(best.sessions, module, { start, zone: opening.timeZone }),
  });
  const minute = (instant: string): number => Date.parse(instant) / 60_000;

  it('judges the plan that the search found as right, and at the same cost', async () => {
    for (const { module } of best.sessions) {
      const { now, starts } = await changes(module);
      assert.deepEqual([now.broken, now.worse, now.better], [[], [], []]);
      assert.deepEqual(now.cost, best.cost);
      assert.deepEqual(now.parts, best.parts);
      const here = starts.find(
        ({ start }) => start === best.sessions.find((one) => one.module === module)?.start,
      );
      assert.deepEqual(here?.verdict, now, module);
    }
  });

  it('tells the broken rules of a start in their own sentences', async () => {
    const { starts } = await changes('lunch');
    const early = starts.find(({ start }) => start.slice(11, 16) === '09:00');
    const window = early?.verdict.broken.find(({ rule }) => rule === 'window');
    assert.equal(window?.place, '“Lunch”');
    assert.match(window?.text ?? '', /^not between 11:30 and 13:30 on \d+ \w+$/);
    assert.ok(
      starts.every(({ verdict }) =>
        verdict.broken.every(({ text }) => !/[0-9a-f]{8}-[0-9a-f]{4}/.test(text)),
      ),
      'nobody is called by an id',
    );
  });

  it('covers every quarter of an hour of the day in which the session lies inside the hours', async () => {
    const { starts } = await changes('lunch');
    assert.deepEqual(
      starts.map(({ start }) => start.slice(11, 16)),
      Array.from({ length: 33 }, (_, index) => {
        const minutes = 9 * 60 + 15 * index;
        return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
      }),
    );
  });

  it('is refused at "confirm" exactly where a rule was said to break, with the same sentence', async () => {
    const { starts } = await changes('presentation');
    const bad = starts.filter(({ verdict }) => verdict.broken.length > 0);
    assert.ok(bad.length > 5);
    for (const { start, verdict } of bad) {
      const problem = (await confirm(moved('presentation', start))).problem();
      assert.equal(problem.code === 'rules-broken' || problem.code === 'taken', true, problem.detail);
      const said = verdict.broken.map(({ text }) => text);
      for (const { found } of problem.faults ?? [])
        assert.ok(said.includes(found), `${found} of ${said.join('; ')}`);
    }
  });

  it('brings whoever joins to the debrief, and lets whoever leaves stay away', async () => {
    const open = await Promise.all(
      best.sessions.map(async ({ module }) => ({ module, people: (await changes(module)).people })),
    );
    const replacements = open.flatMap(({ module, people }) =>
      people.flatMap(({ seat, leaves, joins, verdict }) =>
        leaves === undefined || joins === undefined ? [] : [{ module, seat, leaves, joins, verdict }],
      ),
    );
    // Somebody else may be busy then; that breaks a rule of theirs, and none of the debrief's seats.
    assert.ok(replacements.length > 3);
    for (const { module, seat, leaves, joins, verdict } of replacements) {
      const sessions = reseated<Seated, SessionView>(best.sessions, module, {
        reseating: { seat, leaves, joins: { ...joins, seat, role: 'panelist' } },
        modules: opening.template.modules,
      });
      const debrief = sessions.find(({ kind }) => kind === 'debrief')?.people.map(({ id }) => id) ?? [];
      const shadow = opening.template.modules.find(({ id }) => id === module)?.seats[seat]?.role === 'shadow';
      if (!shadow) assert.ok(debrief.includes(joins.id), module);
      assert.ok(!verdict.broken.some(({ rule }) => rule === 'seat'), JSON.stringify(verdict.broken));
    }
    const [first] = replacements;
    assert.ok(first !== undefined);
    const { module, seat, leaves, joins, verdict } = first;
    const sessions = reseated<Seated, SessionView>(best.sessions, module, {
      reseating: { seat, leaves, joins: { ...joins, seat, role: 'panelist' } },
      modules: opening.template.modules,
    });
    const { now } = await changes(module, { sessions });
    assert.deepEqual([now.broken, now.cost], [verdict.broken, verdict.cost]);
  });

  it('refuses a session that is none, and days that are not those of the search', async () => {
    assert.equal((await tried('nothing')).problem().faults?.[0]?.place, 'module');
    const far = Temporal.PlainDate.from(range.from).add({ days: 90 }).toString();
    const sessions = best.sessions.map((session) => ({
      ...session,
      start: `${far}${session.start.slice(10)}`,
      end: `${far}${session.end.slice(10)}`,
    }));
    assert.equal((await tried('lunch', { sessions })).problem().faults?.[0]?.place, 'sessions[0].start');
  });

  it('confirms a change that was said to cost more, for what it was said to', async () => {
    const { starts } = await changes('debrief');
    const dear = starts.find(
      ({ start, verdict }) =>
        verdict.broken.length === 0 && minute(start) > minute(best.sessions[0]?.start ?? ''),
    );
    assert.ok(dear !== undefined);
    const loop = (await confirm(moved('debrief', dear.start))).json<LoopView>();
    const debrief = loop.sessions.find(({ module }) => module === 'debrief');
    assert.equal(minute(debrief?.start ?? ''), minute(dear.start));
  });
});
