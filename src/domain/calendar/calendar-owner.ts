/** Whose calendar a file holds, by its name alone. */
import type { CalendarWanted } from '#domain/planning/build-problem.ts';
import type { PeopleFile } from '#domain/people/people-file.ts';
import type { PersonRecord } from '#domain/people/people.ts';

/** `listed` as the list calls somebody, `known` somebody who was there before. */
export type Ownership = {
  readonly owner:
    | {
        readonly name: string;
        readonly listed?: string;
        readonly known?: string;
        readonly timeZone?: string;
        readonly email?: string;
      }
    | undefined;
  /** Why there is no owner. */
  readonly stranger: string;
};

export type Around = {
  readonly list: PeopleFile;
  readonly there: readonly PersonRecord[];
  readonly wanted: readonly CalendarWanted[];
};

const NOBODY = 'nobody here has this name, id or e-mail address, so it was not used';

/** A file is named as the list says, or after somebody in the list, or else after somebody who is there. */
export function ownerOf(fileName: string, { list, there, wanted }: Around): Ownership {
  const people = list.people.map((person) => ({ ...person, name: person.name ?? person.id }));
  const asked = wanted.find((one) => one.kind === 'person' && one.fileName === fileName)?.owner;
  const named = people.find(({ id }) => id === asked);
  const listed = named === undefined ? calendarOwner(fileName, people) : { owner: named };
  if (listed.owner !== undefined)
    return { owner: { ...contact(listed.owner), listed: listed.owner.id }, stranger: NOBODY };
  const known = listed.possible > 1 ? listed : calendarOwner(fileName, there);
  if (known.owner !== undefined)
    return { owner: { ...contact(known.owner), known: known.owner.id }, stranger: NOBODY };
  if (known.possible === 0) return { owner: undefined, stranger: NOBODY };
  const several = `${known.possible} people could be meant by this name, so it was not used`;
  return { owner: undefined, stranger: `${several}; name the file after an e-mail address` };
}

type Contact = { readonly name: string; readonly timeZone?: string; readonly email?: string };

function contact({ name, timeZone, email }: Contact): Contact {
  return {
    name,
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(email === undefined ? {} : { email }),
  };
}

type Named = { readonly id: string; readonly name: string; readonly email?: string };

/** The owner, or how many could be meant: 0, or several. */
type CalendarOwner<T> = { readonly owner: T } | { readonly owner: undefined; readonly possible: number };

/**
 * The e-mail address, the id or the name as the file's whole name; else the name as part of it (`Ada Lund calendar`),
 * else it as part of a name or an address (`ada.ics`). The first of these that anybody answers to decides.
 */
export function calendarOwner<T extends Named>(fileName: string, people: readonly T[]): CalendarOwner<T> {
  const stem = fileName.replace(/\.ics$/i, '').toLowerCase();
  const words = wordsOf(stem);
  const rules: readonly ((person: T) => boolean)[] = [
    ({ email }) => email?.toLowerCase() === stem,
    ({ id }) => id.toLowerCase() === stem,
    ({ name }) => wordsOf(name) === words,
    ({ name }) => holds(words, wordsOf(name)),
    ({ name, email }) => holds(wordsOf(name), words) || email?.split('@')[0]?.toLowerCase() === stem,
  ];
  for (const rule of rules) {
    const found = people.filter(rule);
    const [owner] = found;
    if (owner !== undefined)
      return found.length === 1 ? { owner } : { owner: undefined, possible: found.length };
  }
  return { owner: undefined, possible: 0 };
}

/** Letters and digits in small letters without accents, one space between words: `grace o malley` */
function wordsOf(text: string): string {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

function holds(words: string, part: string): boolean {
  return part !== '' && ` ${words} `.includes(` ${part} `);
}
