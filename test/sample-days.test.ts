/** The sample can be planned whenever somebody opens it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCalendarFile } from '#calendars/read.ts';
import { datesBetween } from '#domain/template/loop-template.ts';
import { planningProblem, spanOfDays, type PlanningFacts } from '#domain/planning/planning-facts.ts';
import { sampleFor, type Sample } from '#domain/organisation/sample.ts';
import { USUAL_PATH } from '#domain/people/training.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import { checkPlan } from '#solver/check.ts';
import { solve } from '#solver/solve.ts';

describe('the sample on other days', () => {
  // Every weekday, both clock changes of Europe and America, the turn of the year, a leap day.
  const days = [
    '2026-11-23',
    '2027-03-09',
    '2027-03-24',
    '2026-12-24',
    '2027-10-29',
    '2028-02-26',
    '2026-11-29',
  ];
  for (const today of days) {
    it(`can be planned for every candidate in the three weeks after ${today}`, () => {
      const sample = sampleFor(today);
      for (const [index, candidate] of sample.candidates.entries()) {
        // The other two can come whenever one of these can.
        if (!['Lee Santos', 'Noor Haddad'].includes(candidate.name)) continue;
        const facts = factsOf(sample, index, today);
        const from = Temporal.PlainDate.from(today).add({ days: 1 });
        const dates = datesBetween(
          from.toString(),
          from.add({ days: 20 }).toString(),
          sample.template.weekdays,
        );
        const problem = planningProblem(facts, dates);
        const plan = solve(problem, {
          seed: 1,
          alternatives: 0,
          limits: {},
          stop: () => false,
          elapsedSeconds: () => 0,
        });
        assert.equal(plan.status, 'complete', candidate.name);
        assert.deepEqual(checkPlan(problem, plan).broken, []);
      }
    });
  }

  it('has calendars that are about half full', () => {
    const facts = factsOf(sampleFor('2026-11-23'), 0, '2026-11-23');
    const busy = facts.calendarBusy.reduce((sum, { start, end }) => sum + minuteOf(end) - minuteOf(start), 0);
    const share = busy / (12 * 15 * 9.5 * 60);
    assert.ok(share > 0.35 && share < 0.6, share.toFixed(2));
  });
});

function factsOf(sample: Sample, candidate: number, today: string): PlanningFacts {
  const { timeZone, template } = sample;
  const day = Temporal.PlainDate.from(today);
  const span = spanOfDays([today, day.add({ days: 21 }).toString()], timeZone);
  const window = { from: minuteOf(span.start), to: minuteOf(span.end) };
  const people = sample.people.map(({ details }, index) => ({
    ...details,
    id: `p${index}`,
    version: 1,
    feedToken: '',
    calendars: [],
  }));
  const calendarBusy = sample.people.flatMap(({ calendar, details }, index) => {
    const bytes = new TextEncoder().encode(calendar);
    const read = readCalendarFile({ name: 'x.ics', bytes }, { ...window, zone: details.timeZone });
    assert.deepEqual([read.refused, read.skipped, read.warnings], [undefined, [], []]);
    return read.busy.map((block) => ({ of: `p${index}`, ...block }));
  });
  const pools = new Map<string, string[]>();
  for (const { id, pools: of } of people)
    for (const pool of of) pools.set(pool, [...(pools.get(pool) ?? []), id]);
  const details = sample.candidates[candidate] ?? assert.fail('no such candidate');
  return {
    now: `${today}T18:00:00Z`,
    opening: { id: 'o', title: '', timeZone, version: 1, template, templateVersion: 1 },
    application: { ...details, id: 'a', version: 1, opening: 'o', candidate: 'c' },
    people,
    pools,
    trainees: sample.people.flatMap(({ training }, index) =>
      Object.entries(training).map(([pool, before]) => ({
        pool,
        person: `p${index}`,
        path: USUAL_PATH,
        before,
        sessions: [],
      })),
    ),
    rooms: sample.rooms.map((room, index) => ({ ...room, id: `r${index}`, version: 1 })),
    walking: sample.walking,
    calendarBusy,
    engagements: [],
  };
}
