/**
 * When the debriefs may be, decided before anything else.
 *
 * A debrief with everyone binds every seat of the loop: whoever sits must be free then, and pays for it. With its
 * time known, that is one more price per person, and the rest of the loop stays an assignment. Times that another
 * time beats for everybody are left out.
 */
import { at } from '#solver/at.ts';
import { NEVER } from '#solver/model/model.ts';
import type { Model } from '#solver/model/model.ts';
import { choicesAt, personCost, rowsAt } from './options.ts';
import type { Option } from './options.ts';
import { timesOf } from './times.ts';
import type { Horizon, Piece, Task } from './pieces.ts';

export type Gathering = {
  readonly options: readonly Option[];
  /** What the debriefs cost by themselves at least. */
  readonly cost: number;
  /** What a non-shadow seat costs each person (by column) on top, for having to come here too. */
  readonly prices: Int32Array | undefined;
  /** What coming costs everybody who might have to, those of standing sessions included. */
  readonly attendance: readonly number[];
  /** The loop's other sessions must have ended by then. */
  readonly until: number;
};

const NO_DEBRIEF: Gathering = {
  options: [],
  cost: 0,
  prices: undefined,
  attendance: [],
  until: Infinity,
};

/** Every time for the debriefs that may be the cheapest, the most promising first. */
export function gatheringsOf(task: Task): Gathering[] {
  if (task.debriefs.length === 0) return [NO_DEBRIEF];
  const combined = combinations(task).map((options) => attended(task, options));
  const kept = task.debriefs.length === 1 ? undominated(task, withoutRepeats(task, combined)) : combined;
  return kept
    .map((gathering) => priced(task, gathering))
    .toSorted(
      (a, b) => a.cost - b.cost || barred(a) - barred(b) || (a.until === b.until ? 0 : a.until - b.until),
    );
}

/** Every time for the debriefs, the earliest first, whatever it costs. */
export function* earliestGatherings(task: Task): Iterable<Gathering> {
  if (task.debriefs.length === 0) yield NO_DEBRIEF;
  else
    for (const options of combinations(task).toSorted(byStarts)) yield priced(task, attended(task, options));
}

function byStarts(a: readonly Option[], b: readonly Option[]): number {
  const sum = (options: readonly Option[]): number => options.reduce((all, { start }) => all + start, 0);
  return sum(a) - sum(b);
}

function wholeOf(task: Task): Horizon {
  return { firstDay: 0, endDay: task.model.calendar.days.length };
}

function combinations(task: Task): Option[][] {
  const choices = task.debriefs.map((piece) => {
    const times = timesOf(task, piece, { ...wholeOf(task), prices: undefined });
    return [...times.least.keys()].flatMap((slot) => choicesAt(task, piece, times, slot));
  });
  return combine(choices).filter((options) => inOrder(task, options));
}

function combine(choices: readonly (readonly Option[])[]): Option[][] {
  let found: Option[][] = [[]];
  for (const options of choices) found = found.flatMap((so) => options.map((option) => [...so, option]));
  return found;
}

/** `after` among debriefs; and a first session cannot come after others. */
function inOrder(task: Task, options: readonly Option[]): boolean {
  return task.debriefs.every((piece, index) => {
    if (piece.session.first && task.pieces.length > 0) return false;
    return task.debriefs.every((other, before) => {
      const follows = piece.session.after.includes(other.session.index);
      return !follows || at(options, before).end <= at(options, index).start;
    });
  });
}

type Meeting = { readonly piece: Piece; readonly option: Option };

function meetingsAt(task: Task, options: readonly Option[]): Meeting[] {
  return task.debriefs.flatMap((piece, index) =>
    piece.everyone === undefined ? [] : [{ piece, option: at(options, index) }],
  );
}

function attended(task: Task, options: readonly Option[]): Gathering {
  return {
    options,
    cost: options.reduce((sum, option) => sum + option.least, 0),
    prices: undefined,
    attendance: meetingsAt(task, options).flatMap(({ piece, option }) =>
      mayCome(task).map((person) => priceOf(task, piece, option, { person, rank: 0 })),
    ),
    until: Math.min(...options.map((option) => option.start)),
  };
}

function priced(task: Task, gathering: Gathering): Gathering {
  const meetings = meetingsAt(task, gathering.options);
  return meetings.length === 0 ? gathering : { ...gathering, prices: pricesOf(task, meetings) };
}

/** Everybody whom `everyone` could mean: who may sit, and who sits in a session that stands already. */
function mayCome(task: Task): number[] {
  return [...new Set([...task.persons, ...task.pieces.flatMap((piece) => piece.fixed?.people ?? [])])];
}

function pricesOf(task: Task, meetings: readonly Meeting[]): Int32Array {
  const { days } = task.model.calendar;
  const prices = new Int32Array(task.columns * days.length);
  const additive = holdOneSession(task);
  task.persons.forEach((person, column) => {
    let price = 0;
    meetings.forEach(({ piece, option }, rank) => {
      const one = priceOf(task, piece, option, { person, rank });
      price = one >= NEVER ? NEVER : Math.min(NEVER, price + (additive || one < 0 ? one : 0));
    });
    for (let day = 0; day < days.length; day += 1) {
      const full = meetings.some((meeting) => fullWith(task, meeting, person, day));
      prices[day * task.columns + column] = full ? NEVER : price;
    }
  });
  return prices;
}

/** True when the debrief leaves the person no session more on that day, or in that day's week. */
function fullWith(
  task: Task,
  { piece, option }: { piece: Piece; option: Option },
  person: number,
  day: number,
): boolean {
  if (piece.everyone?.optional === true || piece.fixed?.people.includes(person) === true) return false;
  const { calendar, people } = task.model;
  const { maxPerDay, maxPerWeek } = at(people, person);
  const week = at(calendar.weekOf, option.day);
  if (at(calendar.weekOf, day) !== week) return false;
  if (at(task.state.weekly, person * calendar.weeks + week) + 2 > maxPerWeek) return true;
  const held = at(task.state.ofPerson, person * calendar.days.length + day).length;
  return day === option.day && held + 2 > maxPerDay;
}

/** When nobody can hold two of the sessions being placed, every seat brings its own seat at the debrief. */
function holdOneSession(task: Task): boolean {
  return task.pieces.every((piece) =>
    piece.fixed === undefined ? piece.distinct : piece.fixed.people.length === 0,
  );
}

function priceOf(task: Task, piece: Piece, option: Option, who: { person: number; rank: number }): number {
  const { person, rank } = who;
  if (piece.fixed?.people.includes(person) === true) return 0;
  const { weights } = task.model;
  const optional = piece.everyone?.optional === true;
  const left = optional ? weights.unfilled : NEVER;
  if (piece.session.frozen || piece.session.declined.has(person)) return left;
  const alone = personCost(task, piece, person, option);
  if (alone >= NEVER) return left;
  const { recent, fair } = at(task.model.people, person);
  const held = recent + at(task.state.held, person);
  const again = held + 1 + rank >= fair && held < fair ? weights.overload : 0;
  // An optional debrief may be left out, so only the first of several is sure to count as the next session.
  return Math.min(left, alone + (optional ? 0 : again));
}

/** Of times that are the same to everybody the latest, which leaves the sessions most room. */
function withoutRepeats(task: Task, all: readonly Gathering[]): readonly Gathering[] {
  const { model, debriefs } = task;
  if (debriefs.some((piece) => piece.places.length > 0)) return all;
  const latest = new Map<string, Gathering>();
  for (const one of all) {
    const where = one.options.map((option) => [
      model.nightly ? option.day : 0,
      option.site,
      seatsOf(model, option),
    ]);
    const key = [one.cost, ...where, ...one.attendance].join(' ');
    const known = latest.get(key);
    if (known === undefined || known.until < one.until) latest.set(key, one);
  }
  return [...latest.values()];
}

function undominated(task: Task, all: readonly Gathering[]): Gathering[] {
  const kept: Gathering[] = [];
  for (const one of all.toSorted((a, b) => b.until - a.until || a.cost - b.cost)) {
    if (!kept.some((better) => dominates(task, better, one))) kept.push(one);
  }
  return kept;
}

/** `better` is no earlier, no dearer, open to everybody whom `one` is open to, and as near and large. */
function dominates(task: Task, better: Gathering, one: Gathering): boolean {
  const { model } = task;
  const [a, b] = [better.options[0], one.options[0]];
  if (a === undefined || b === undefined || better.cost > one.cost || better.until < one.until) return false;
  if (model.walk.length > 0 && a.site !== b.site) return false;
  if (seatsOf(model, a) < seatsOf(model, b)) return false;
  if (model.nightly && a.day !== b.day) return false;
  return noDearer(better.attendance, one.attendance) && noDearerSeats(task, a, b);
}

function noDearer(a: ArrayLike<number>, b: ArrayLike<number> | undefined): boolean {
  for (let index = 0; index < a.length; index += 1) {
    if ((a[index] ?? 0) > (b?.[index] ?? NEVER)) return false;
  }
  return true;
}

function noDearerSeats(task: Task, a: Option, b: Option): boolean {
  const [piece] = task.debriefs;
  if (piece === undefined || piece.places.length === 0) return true;
  const others = rowsAt(task, piece, b);
  return rowsAt(task, piece, a).every((row, place) => noDearer(row, others[place]));
}

function seatsOf(model: Model, option: Option): number {
  return option.room < 0 ? NEVER : at(model.rooms, option.room).seats;
}

function barred(gathering: Gathering): number {
  return gathering.prices?.filter((price) => price >= NEVER).length ?? 0;
}
