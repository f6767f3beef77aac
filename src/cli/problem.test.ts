import { test } from 'node:test';
import assert from 'node:assert/strict';
import { parseLoopProblem } from '#contract/loop-problem.ts';
import type { CalendarReading } from '#domain/calendar/calendar.ts';
import { ok, refuse } from '#domain/result.ts';
import { problem, type ProblemEffects, type ProblemOptions } from './problem.ts';

const TEMPLATE = {
  format: 'loop-template/1',
  timeZone: 'Europe/Berlin',
  hours: { from: '09:00', to: '17:00' },
  modules: [{ id: 'talk', title: 'Talk', kind: 'individual', minutes: 45, seats: [{ people: ['ada'] }] }],
};
const PEOPLE = {
  format: 'people/1',
  people: [{ id: 'ada', name: 'Ada' }, { id: 'bob' }, { id: 'cem', calendar: false }],
  candidates: [{ id: 'kim' }],
};
const OPTIONS: ProblemOptions = {
  template: 't.json',
  people: 'p.json',
  calendars: 'calendars',
  from: '2026-12-07',
  to: '2026-12-11',
};
const BUSY = { start: '2026-12-07T10:00:00+01:00', end: '2026-12-07T11:00:00+01:00' };
const READINGS: Readonly<Record<string, Omit<CalendarReading, 'name'>>> = {
  'ada.ics': {
    busy: [BUSY],
    items: 2,
    skipped: [{ line: 7, reason: 'it has no DTSTART', what: 'Bad\u001b[2J\u202e' }],
    warnings: [{ line: 9, reason: 'odd' }],
  },
  'bob.ics': {
    busy: [],
    items: 0,
    skipped: [],
    warnings: [],
    refused: { line: 1, reason: 'the file is empty' },
  },
};

type Run = { exit: number; stdout: string; stderr: string; written: Record<string, string> };

async function run(files: Record<string, unknown>, options: ProblemOptions = OPTIONS): Promise<Run> {
  const all: Record<string, unknown> = { 't.json': TEMPLATE, 'p.json': PEOPLE, ...files };
  const seen: Run = { exit: -1, stdout: '', stderr: '', written: {} };
  const effects: ProblemEffects = {
    stdout: (text) => (seen.stdout += text),
    stderr: (text) => (seen.stderr += text),
    readBytes: async (path) => ok(new TextEncoder().encode(JSON.stringify(all[path] ?? null))),
    listDirectory: async (path) =>
      path === 'calendars'
        ? ok(['ada.ics', 'bob.ics', 'eve.ics'])
        : refuse({ place: path, found: 'no such file', expected: 'a directory that can be read' }),
    readCalendar: async ({ name }) => ({
      name,
      ...(READINGS[name] ?? { busy: [], items: 0, skipped: [], warnings: [] }),
    }),
    checkWritable: async () => ok(undefined),
    writeWhole: async (path, text) => {
      seen.written[path] = text;
      return ok(undefined);
    },
  };
  seen.exit = await problem(effects, options);
  return seen;
}

test('the problem is written, and the report tells of every calendar', async () => {
  const { exit, stdout, stderr } = await run({});
  assert.equal(exit, 0);
  const parsed = parseLoopProblem(JSON.parse(stdout));
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.value.people, [
    { id: 'ada', name: 'Ada', busy: [BUSY] },
    { id: 'bob', busy: [{ start: '2026-12-06T00:00:00+01:00', end: '2026-12-13T00:00:00+01:00' }] },
    { id: 'cem' },
  ]);
  assert.deepEqual(stderr.split('\n'), [
    'ada.ics: 2 items read, 1 busy block',
    'ada.ics:7: skipped "Bad\\u001b[2J ": it has no DTSTART',
    'ada.ics:9: note: odd',
    'bob.ics:1: refused: the file is empty',
    'bob.ics: bob counts as busy throughout, because nothing is known',
    'eve.ics: not read, it belongs to nobody in the list',
    '1 loop, 5 dates',
    '',
  ]);
});

test('with --out the problem is written there and nowhere else', async () => {
  const { exit, stdout, written } = await run({}, { ...OPTIONS, out: 'problem.json' });
  assert.deepEqual([exit, stdout, Object.keys(written)], [0, '', ['problem.json']]);
});

test('bad input is told by file and place, ends with 2, and nothing is written', async () => {
  const out = { ...OPTIONS, out: 'problem.json' };
  const cases: [Record<string, unknown>, ProblemOptions, RegExp][] = [
    [{ 't.json': { ...TEMPLATE, timeZone: 'Mars' } }, out, /^t\.json: timeZone: found "Mars"/],
    [
      { 't.json': { ...TEMPLATE, modules: [{ ...TEMPLATE.modules[0], after: ['talk'] }] } },
      out,
      /^t\.json: modules\[0\]\.after: found "talk" after "talk"/,
    ],
    [{ 'p.json': { ...PEOPLE, pools: { x: ['eve'] } } }, out, /^p\.json: pools\.x\[0\]: found "eve"/],
    [
      { 'p.json': { ...PEOPLE, people: [{ id: 'ada' }, { id: 'dan' }] } },
      out,
      /^p\.json: people\[1\]\.calendar: found no file "dan\.ics" in calendars, expected the calendar of "dan"/,
    ],
    [{}, { ...out, calendars: 'nowhere' }, /^nowhere: found no such file/],
    [{}, { ...out, from: '2026-02-30' }, /^--from: found "2026-02-30", expected a date/],
    [{}, { ...out, to: '2026-12-01' }, /^--to: found "2026-12-01"/],
  ];
  for (const [files, options, line] of cases) {
    const { exit, stdout, stderr, written } = await run(files, options);
    assert.match(stderr, line);
    assert.deepEqual([exit, stdout, written], [2, '', {}]);
  }
});
