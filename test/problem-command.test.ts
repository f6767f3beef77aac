/** `second-round problem` as a user runs it, on the documentation's own example, and then `plan` and `check`. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../bin/second-round.mjs', import.meta.url));
const DOCUMENT = readFileSync(new URL('../docs/formats/template-and-people.md', import.meta.url), 'utf8');
const [TEMPLATE = '', PEOPLE = ''] = [...DOCUMENT.matchAll(/```json\n([\s\S]*?)```/g)].map(
  (match) => match[1] ?? '',
);

const ADA = [
  'BEGIN:VCALENDAR',
  'BEGIN:VEVENT',
  'UID:1',
  'SUMMARY:Every morning',
  'DTSTART;TZID=W. Europe Standard Time:20261102T090000',
  'DTEND;TZID=W. Europe Standard Time:20261102T093000',
  'RRULE:FREQ=DAILY',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:2',
  'SUMMARY:Never',
  'DTSTART:20261102T090000Z',
  'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

type Outcome = { status: number | null; stdout: string; stderr: string };

function secondRound(...args: readonly string[]): Outcome {
  return spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8', timeout: 60_000 });
}

function inFolder(work: (folder: string, run: (...more: string[]) => Outcome) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'second-round-problem-'));
  try {
    mkdirSync(join(folder, 'calendars'));
    writeFileSync(join(folder, 'template.json'), TEMPLATE);
    writeFileSync(join(folder, 'people.json'), PEOPLE);
    writeFileSync(join(folder, 'calendars', 'ada.ics'), ADA);
    writeFileSync(join(folder, 'calendars', 'bob-work.ics'), '<html>Sign in</html>');
    const files = ['--template', join(folder, 'template.json'), '--people', join(folder, 'people.json')];
    const dates = ['--from', '2026-12-07', '--to', '2026-12-11'];
    work(folder, (...more) =>
      secondRound('problem', ...files, '--calendars', join(folder, 'calendars'), ...dates, ...more),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('calendars become a problem, and what was not used is named with line and reason', () => {
  inFolder((folder, run) => {
    const out = join(folder, 'problem.json');
    const { status, stdout, stderr } = run('--out', out);
    assert.deepEqual([status, stdout], [0, ''], stderr);
    assert.deepEqual(stderr.trim().split('\n'), [
      'ada.ics: 1 item read, 7 busy blocks',
      'ada.ics:13: skipped "Never": RRULE: the rule never occurs: no month it names has such a day',
      'bob-work.ics:1: refused: this is a web page, not a calendar file',
      'bob-work.ics: bob counts as busy throughout, because nothing is known',
      '1 loop, 4 dates',
    ]);
    assert.match(readFileSync(out, 'utf8'), /"start": "2026-12-07T09:00:00\+01:00"/);
    assert.notEqual(secondRound('plan', out).status, 2, 'the planner takes it');
  });
});

test('a calendar that is missing ends with 2, and no file is left', () => {
  inFolder((folder, run) => {
    rmSync(join(folder, 'calendars', 'ada.ics'));
    const out = join(folder, 'problem.json');
    const { status, stdout, stderr } = run('--out', out);
    assert.deepEqual([status, stdout, existsSync(out)], [2, '', false]);
    assert.match(stderr, /people\.json: people\[0\]\.calendar: found no file "ada\.ics"/);
  });
});

test('an option that is missing ends with 2', () => {
  const { status, stderr } = secondRound('problem', '--template', 'x');
  assert.equal(status, 2);
  assert.match(stderr, /--people <file>/);
});
