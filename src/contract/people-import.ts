/** What a list of people (`people/1`) must keep beyond its format to be kept here: the limits of the API's own shapes. */
import type { z } from 'zod';
import { faultAt, type Fault, type Path } from '#domain/fault.ts';
import type { ListedCandidate, ListedPerson, ListedRoom, PeopleFile } from '#domain/people/people-file.ts';
import { candidateDetailsSchema } from './opening.ts';
import { personDetailsSchema, roomDetailsSchema, walkSchema } from './people.ts';
import { dateSchema, nameSchema } from './text.ts';
import { faultsOfIssues } from './zod-faults.ts';

/** Without these, a name of a thousand letters would come in by the list and could never be shown again. */
export function importFaults(list: PeopleFile): readonly Fault[] {
  const { people, pools = {}, rooms = [], walking = [], candidates } = list;
  return [
    ...people.flatMap((person, at) => personFaults(person, pools, ['people', at])),
    ...Object.keys(pools).flatMap((name) => faultsBy(nameSchema, name, ['pools', name])),
    ...rooms.flatMap((room, at) => roomFaults(room, ['rooms', at])),
    ...walking.flatMap((walk, at) => faultsBy(walkSchema, walk, ['walking', at])),
    ...candidates.flatMap((candidate, at) => candidateFaults(candidate, ['candidates', at])),
  ];
}

function personFaults(
  { id, calendar: _calendar, recent: _recent, fair: _fair, ...person }: ListedPerson,
  pools: NonNullable<PeopleFile['pools']>,
  path: Path,
): readonly Fault[] {
  const of = Object.keys(pools).filter((name) => pools[name]?.includes(id) === true);
  // The names of pools are looked at once, where the list has them.
  const details = {
    timeZone: 'UTC',
    works: [],
    ...person,
    name: person.name ?? id,
    pools: of.map(() => 'x'),
  };
  return whereNamed(person, faultsBy(personDetailsSchema, details, path));
}

function roomFaults({ id, calendar: _calendar, ...room }: ListedRoom, path: Path): readonly Fault[] {
  const details = { features: [], ...room, name: room.name ?? id };
  return whereNamed(room, faultsBy(roomDetailsSchema, details, path));
}

function candidateFaults(
  { id, available = [], ...candidate }: ListedCandidate,
  path: Path,
): readonly Fault[] {
  const spans = available.map((span) => ('date' in span ? ANY : span));
  const details = { timeZone: 'UTC', ...candidate, name: candidate.name ?? id, available: spans };
  return [
    ...whereNamed(candidate, faultsBy(candidateDetailsSchema, details, path)),
    ...available.flatMap((span, at) =>
      'date' in span ? faultsBy(dateSchema, span.date, [...path, 'available', at, 'date']) : [],
    ),
  ];
}

/** Who is listed without a name goes by the id. */
function whereNamed({ name }: { readonly name?: string }, faults: readonly Fault[]): readonly Fault[] {
  if (name !== undefined) return faults;
  return faults.map((fault) => ({ ...fault, place: fault.place.replace(/\.name$/, '.id') }));
}

/** In the place of a span whose date is looked at by itself. */
const ANY = { start: '2026-12-07T09:00:00Z', end: '2026-12-07T10:00:00Z' };

function faultsBy(schema: z.ZodType, value: unknown, path: Path): readonly Fault[] {
  const parsed = schema.safeParse(value);
  if (parsed.success) return [];
  return faultsOfIssues(parsed.error.issues, value).map(({ place, found, expected }) => {
    const { place: whole } = faultAt(path, value, expected);
    return { place: place === 'the whole file' ? whole : `${whole}.${place}`, found, expected };
  });
}
