/** What stands against a loop: each reason as a sentence that is true of this opening, and where it is changed. */
import type { LocalTime, Reason, Rule } from './loop-problem.ts';
import { sessionId, type InterviewModule, type TemplateSeat } from '#domain/template/loop-template.ts';
import { namesText } from '#domain/names.ts';
import type { PersonRecord } from '#domain/people/people.ts';
import type { PlanningFacts } from './planning-facts.ts';
import { eligible } from '#domain/template/seat-people.ts';
import { isTrainingRole } from '#domain/people/training.ts';

export const CHANGE_PLACES = ['template', 'people', 'rooms', 'candidate', 'dates'] as const;
/** Where somebody changes what stands in the way. */
export type ChangePlace = (typeof CHANGE_PLACES)[number];

const PLACES: Readonly<Record<Rule, ChangePlace>> = {
  grid: 'template',
  hours: 'template',
  window: 'template',
  candidate: 'candidate',
  seat: 'template',
  works: 'people',
  busy: 'people',
  overlap: 'people',
  load: 'people',
  room: 'rooms',
  walking: 'rooms',
  order: 'template',
  days: 'template',
  pace: 'template',
  again: 'template',
  frozen: 'template',
};

export function placeOf({ rule }: Pick<Reason, 'rule'>): ChangePlace {
  return PLACES[rule];
}

/** The places of all the reasons, each once; other dates may always help. */
export function placesOf(reasons: readonly Pick<Reason, 'rule'>[]): readonly ChangePlace[] {
  return [...new Set([...reasons.map(placeOf), 'dates' as const])];
}

type About = {
  readonly facts: PlanningFacts;
  readonly module: InterviewModule | undefined;
  readonly person: PersonRecord | undefined;
  readonly room: string | undefined;
};

const SAID: Readonly<Record<Rule, (about: About) => string>> = {
  grid: ({ facts }) => `Sessions start every ${facts.opening.template.grid ?? 15} minutes.`,
  hours: ({ facts }) => `Sessions lie ${between(facts.opening.template.hours)}.`,
  window: ({ module }) =>
    `${titled(module)} lies ${module?.window === undefined ? 'at certain hours' : between(module.window)}.`,
  candidate: ({ facts }) => `${facts.application.name} comes only at the times offered.`,
  seat: ({ module, facts }) => `${titled(module)} needs ${seatsText(module, facts)}.`,
  works: ({ person }) => `${named(person)} works only at certain hours.`,
  busy: ({ person }) => `${named(person)} has other appointments.`,
  overlap: ({ person }) => `${named(person)} can be in one session at a time.`,
  load: ({ person }) => `${named(person)} takes ${loadText(person)}.`,
  room: ({ module, room }) => `${titled(module)} needs ${room ?? 'a free room that suits it'}.`,
  walking: () => 'Walking from one site to another takes time.',
  order: ({ module, facts }) => `${titled(module)} ${orderText(module, facts)}.`,
  days: ({ facts }) => daysText(facts.opening.template.maxDays ?? 1),
  pace: ({ facts }) => paceText(facts.opening.template),
  again: () => 'Nobody meets the candidate twice.',
  frozen: ({ module }) => `${titled(module)} stays where it is.`,
};

export function reasonText(reason: Reason, facts: PlanningFacts): string {
  const { application, opening, people, rooms } = facts;
  return SAID[reason.rule]({
    facts,
    module: opening.template.modules.find(({ id }) => sessionId(application.id, id) === reason.session),
    person: people.find(({ id }) => id === reason.person),
    room: rooms.find(({ id }) => id === reason.room)?.name,
  });
}

function titled(module: InterviewModule | undefined): string {
  return module === undefined ? 'A session' : `“${module.title}”`;
}

function named(person: PersonRecord | undefined): string {
  return person?.name ?? 'Somebody';
}

function between({ from, to }: { readonly from: LocalTime; readonly to: LocalTime }): string {
  return `between ${shortTime(from)} and ${shortTime(to)}`;
}

function shortTime(time: LocalTime): string {
  return time.replace(/^0/, '');
}

const MOST_NAMES = 4;

function seatsText(module: InterviewModule | undefined, facts: PlanningFacts): string {
  if (module === undefined) return SOMEBODY;
  const needed = module.seats.filter((seat) => seat.optional !== true);
  return listed(needed.map((seat) => seatText(seat, module, facts))) || SOMEBODY;
}

const SOMEBODY = 'somebody in each of its seats';

function seatText(seat: TemplateSeat, module: InterviewModule, facts: PlanningFacts): string {
  if (seat.everyone === true) return 'everyone who meets the candidate';
  const ids = eligible(seat, module, facts);
  const names = namesOf(ids, facts);
  const count = seat.count ?? 1;
  if (seat.pool !== undefined) {
    const who = names.length === 0 || names.length > MOST_NAMES ? '' : names.join(', ');
    const learning = learningText(seat, facts);
    const more = [who, learning].filter((part) => part !== '').join('; ');
    return `${count} of ${seat.pool}${more === '' ? '' : ` (${more})`}`;
  }
  return names.length <= count ? listed(names) : `${count} of ${names.join(', ')}`;
}

/** Who of the pool does not count for the seat yet. */
function learningText({ pool, role }: TemplateSeat, facts: PlanningFacts): string {
  if (isTrainingRole(role)) return '';
  const own = facts.trainees.filter((trainee) => trainee.pool === pool).map(({ person }) => person);
  const names = namesOf(own, facts);
  if (names.length === 0) return '';
  return `${namesText(names)} ${names.length === 1 ? 'is' : 'are'} still in training`;
}

function namesOf(ids: readonly string[], { people }: PlanningFacts): string[] {
  return people.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
}

function loadText(person: PersonRecord | undefined): string {
  const limits = [
    ...(person?.maxPerDay === undefined ? [] : [`${counted(person.maxPerDay, 'session')} a day`]),
    ...(person?.maxPerWeek === undefined ? [] : [`${counted(person.maxPerWeek, 'session')} a week`]),
  ];
  return limits.length === 0 ? 'only so many sessions' : `at most ${listed(limits)}`;
}

function orderText(module: InterviewModule | undefined, { opening }: PlanningFacts): string {
  if (module?.first === true) return 'comes first';
  if (module?.last === true) return 'comes last';
  const before = opening.template.modules.filter(({ id }) => module?.after?.includes(id) === true);
  return before.length === 0 ? 'has its place in the order' : `comes after ${listed(before.map(titled))}`;
}

function daysText(most: number): string {
  return most === 1 ? 'All sessions are on one day.' : `All sessions are on at most ${most} days.`;
}

function paceText({ gap, stretch }: PlanningFacts['opening']['template']): string {
  const gaps = [
    ...(gap?.min === undefined || gap.min === 0 ? [] : [`at least ${gap.min}`]),
    ...(gap?.max === undefined ? [] : [`at most ${gap.max}`]),
  ];
  const limits = [
    ...(gaps.length === 0 ? [] : [`${listed(gaps)} minutes between sessions`]),
    ...(stretch === undefined ? [] : [`at most ${stretch} minutes without a break`]),
  ];
  return limits.length === 0 ? 'Breaks have their limits.' : `There are ${listed(limits)}.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
