import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { faultLine } from '#domain/fault.ts';
import { draftProblem } from '#domain/planning/build-problem.ts';
import { parsePeopleFile, parsePlanningList } from './people-file.ts';
import { parseTemplateFile } from './template-file.ts';

const DOCUMENT = readFileSync(new URL('../../docs/formats/template-and-people.md', import.meta.url), 'utf8');
const [TEMPLATE = {}, PEOPLE = {}] = [...DOCUMENT.matchAll(/```json\n([\s\S]*?)```/g)].map((match): object =>
  JSON.parse(match[1] ?? ''),
);

function faultsOf(
  parsed: ReturnType<typeof parsePeopleFile> | ReturnType<typeof parseTemplateFile>,
): string[] {
  return parsed.ok ? [] : parsed.problem.map(faultLine);
}

test('the examples of the documentation are read, and make a problem', () => {
  const template = parseTemplateFile(TEMPLATE);
  const people = parsePeopleFile(PEOPLE);
  assert.deepEqual([faultsOf(template), faultsOf(people)], [[], []]);
  assert.ok(template.ok && people.ok);
  assert.deepEqual(template.value.weekdays, ['mon', 'tue', 'wed', 'thu', 'fri']);
  assert.ok(draftProblem(template.value, people.value, { from: '2026-12-07', to: '2026-12-11' }).ok);
});

test('each fault of a template file has its place, in the header and below', () => {
  assert.deepEqual(
    faultsOf(
      parseTemplateFile({
        ...TEMPLATE,
        timeZone: 'Europe/Atlantis',
        holidays: ['2026-02-30'],
        modules: [{ id: 1 }],
        x: 1,
      }),
    ).map((line) => line.split(':')[0]),
    [
      'timeZone',
      'holidays[0]',
      'modules[0].id',
      'modules[0].title',
      'modules[0].kind',
      'modules[0].minutes',
      'modules[0].seats',
      'x',
    ],
  );
  assert.match(
    faultsOf(parseTemplateFile([])).join(),
    /the whole file: found an empty list, expected an object/,
  );
});

test('each fault of a people file has its place', () => {
  const people = [{ id: 'ada', timeZone: 'Mars', email: 'x', calendar: '../ada.ics' }];
  const candidates = [{ id: 'kim', available: [{ date: '2026-12-07' }] }];
  assert.deepEqual(
    faultsOf(parsePeopleFile({ ...PEOPLE, people, candidates })).map((line) => line.split(', expected ')),
    [
      ['people[0].email: found "x"', 'an e-mail address like ada@example.org'],
      ['people[0].timeZone: found "Mars"', 'a time zone that exists, like Europe/Berlin'],
      [
        'people[0].calendar: found "../ada.ics"',
        'the name of a file in the folder of calendars, like ada.ics, or false for none',
      ],
      ['candidates[0].available[0]: found an object', 'either date, from and to, or start and end'],
    ],
  );
});

test('only a list that is planned with needs a candidate', () => {
  for (const list of [
    { format: 'people/1', people: [] },
    { format: 'people/1', people: [], candidates: [] },
  ]) {
    const parsed = parsePeopleFile(list);
    assert.deepEqual(parsed.ok && parsed.value.candidates, []);
    assert.match(
      faultsOf(parsePlanningList(list)).join(),
      /^candidates: found .*, expected at least one candidate/,
    );
  }
  assert.ok(parsePlanningList(PEOPLE).ok);
});

test('a template file without a module is refused', () => {
  const faults = faultsOf(parseTemplateFile({ ...TEMPLATE, modules: [] }));
  assert.deepEqual(faults, ['modules: found an empty list, expected at least one module']);
});
