import { parseJsonText } from '#contract/json-text.ts';
import { importReportSchema, personSchema } from '#contract/people.ts';
import { parsePeopleFile } from '#contract/people-file.ts';
import type { CalendarSource } from '#domain/calendar/calendar.ts';
import { importFaults } from '#contract/people-import.ts';
import { shown, type Fault } from '#domain/fault.ts';
import { faulty, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { idSchema } from '#contract/text.ts';
import { things } from '#http/named.ts';
import { param, removes, type Asked, type Route } from '#http/route.ts';
import { textFault } from '#http/sound-text.ts';
import { utf8TextOf } from '#http/utf8.ts';
import type { Context } from '#usecases/context.ts';
import { importPeople, type PeopleImport } from '#usecases/people/import-people.ts';
import { forgetCalendar, readCalendarFile } from '#usecases/calendars/read-calendar-file.ts';
import { keyOf, viewed } from './people.ts';

export function calendarRoutes(context: Context): readonly Route[] {
  return [
    {
      method: 'PUT',
      path: '/api/o/:o/people/:id/calendar',
      may: { deed: 'set-calendar', of: 'person' },
      body: 'calendar',
      query: ['name'],
      answer: 'json',
      answerSchema: personSchema,
      handle: async (asked) => {
        const source = { name: fileName(asked.query.get('name') ?? ''), bytes: asked.body as Uint8Array };
        return viewed(await readCalendarFile(context, keyOf(asked), source));
      },
    },
    removes('/api/o/:o/people/:id/calendar', { deed: 'set-calendar', of: 'person' }, (asked) =>
      forgetCalendar(context, keyOf(asked)),
    ),
    {
      method: 'POST',
      path: '/api/o/:o/import',
      may: { deed: 'edit-people' },
      names: (form) => things('opening', openingIn(form as FormData)),
      body: 'form',
      query: [],
      answer: 'json',
      answerSchema: importReportSchema,
      handle: async (asked) => {
        const files = await filesOf(asked as Asked<FormData>);
        return files.ok ? importPeople(context, param(asked, 'o'), files.value) : files;
      },
    },
  ];
}

/** What is no id is a fault of the form, told by its handler. */
function openingIn(form: FormData): readonly string[] {
  return form
    .getAll('opening')
    .filter((id) => idSchema.safeParse(id).success)
    .map(String);
}

/** Shown to people and never used as a path. */
function fileName(given: string): string {
  const plain = given.replaceAll(/[\p{C}/\\]/gu, ' ').trim();
  return plain === '' ? 'calendar.ics' : plain.slice(0, 200);
}

/** Calendars alone are those of people who are there. */
const NOBODY: PeopleImport['list'] = { format: 'people/1', people: [], candidates: [] };

async function filesOf({ body: form }: Asked<FormData>): Promise<Result<PeopleImport, Refusal>> {
  const unknown = [...form.keys()].find((name) => !['people', 'calendar', 'opening'].includes(name));
  if (unknown !== undefined) {
    return wrongPart(unknown, 'the parts people, calendar and opening only');
  }
  const opening = form.get('opening');
  if (opening !== null && !idSchema.safeParse(opening).success) return wrongPart('opening', 'its id');
  const list = await listOf(form);
  if (!list.ok) return list;
  const calendars: CalendarSource[] = [];
  for (const part of form.getAll('calendar')) {
    if (!(part instanceof File)) return wrongPart('calendar', 'a file');
    calendars.push({ name: fileName(part.name), bytes: await part.bytes() });
  }
  return ok({
    list: list.value,
    calendars,
    ...(typeof opening === 'string' ? { opening } : {}),
  });
}

async function listOf(form: FormData): Promise<Result<PeopleImport['list'], Refusal>> {
  const parts = form.getAll('people');
  const [file] = parts;
  if (file === undefined && form.has('calendar')) return ok(NOBODY);
  if (!(file instanceof File) || parts.length > 1) {
    return wrongPart('people', 'one file (people/1), or none beside calendars');
  }
  return peopleFileOf(file);
}

async function peopleFileOf(file: File): Promise<Result<PeopleImport['list'], Refusal>> {
  const name = fileName(file.name);
  const text = utf8TextOf(await file.bytes());
  if (text === undefined) {
    const remedy = 'Save the file as UTF-8.';
    const fault = { place: name, found: 'bytes that are no UTF-8', expected: 'JSON in UTF-8', remedy };
    return refuse(faulty(`${name} is no text in UTF-8. Nothing was changed.`, [fault]));
  }
  const json = parseJsonText(text);
  if (!json.ok) {
    const fault = { ...json.problem, place: `${name}:${json.problem.place}` };
    return refuse(faulty(`${name} is not JSON. Nothing was changed.`, [fault]));
  }
  const parsed = parsePeopleFile(json.value);
  const wrong = parsed.ok ? soundFaults(parsed.value) : parsed.problem;
  if (parsed.ok && wrong.length === 0) return parsed;
  const faults = wrong.map((fault) => ({ ...fault, place: `${name}: ${fault.place}` }));
  return refuse(faulty(`${name} cannot be used. Nothing was changed.`, faults));
}

/** What the format lets pass and this server could not keep or show. */
function soundFaults(list: PeopleImport['list']): readonly Fault[] {
  const fault = textFault(list);
  return fault === undefined ? importFaults(list) : [fault];
}

function wrongPart(name: string, expected: string): Result<never, Refusal> {
  const fault = { place: 'the form', found: shown(name), expected };
  return refuse(faulty('The form cannot be used.', [fault]));
}
