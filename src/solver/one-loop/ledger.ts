import { at } from '#solver/at.ts';
import { walkBetween } from '#solver/model/model.ts';
import type { Piece, Task } from './pieces.ts';
import type { Option } from './options.ts';

type Sitting = { readonly piece: Piece; readonly option: Option };

/** Who holds which of the loop's sessions being placed, on top of what the state holds. */
export type Ledger = {
  readonly task: Task;
  readonly sittings: Map<number, Sitting[]>;
};

export function newLedger(task: Task): Ledger {
  return { task, sittings: new Map() };
}

/** True when the person can hold this session too: apart from the others, within the loads, met once. */
export function sittingFits(ledger: Ledger, person: number, item: Sitting): boolean {
  const { task } = ledger;
  const mine = ledger.sittings.get(person) ?? [];
  if (mine.length === 0) return true;
  const { gap, maxPerDay, maxPerWeek } = at(task.model.people, person);
  for (const other of mine) {
    if (item.piece.distinct && other.piece.distinct) return false;
    const need = Math.max(gap, walkBetween(task.model, other.option.site, item.option.site));
    if (other.option.start < item.option.end + need && item.option.start < other.option.end + need)
      return false;
  }
  const { calendar } = task.model;
  const { day } = item.option;
  const week = at(calendar.weekOf, day);
  const sameDay = mine.filter((other) => other.option.day === day).length;
  const sameWeek = mine.filter((other) => at(calendar.weekOf, other.option.day) === week).length;
  const heldThatDay = at(task.state.ofPerson, person * calendar.days.length + day).length;
  const heldThatWeek = at(task.state.weekly, person * calendar.weeks + week);
  return heldThatDay + sameDay < maxPerDay && heldThatWeek + sameWeek < maxPerWeek;
}

/** What one more session costs the person in overload beyond what the first one would. */
export function surcharge(ledger: Ledger, person: number): number {
  const { task } = ledger;
  const { recent, fair } = at(task.model.people, person);
  const held = recent + at(task.state.held, person);
  const now = held + (ledger.sittings.get(person)?.length ?? 0);
  return now >= fair && held < fair ? task.model.weights.overload : 0;
}

export function noteSitting(ledger: Ledger, person: number, item: Sitting): void {
  const mine = ledger.sittings.get(person);
  if (mine === undefined) ledger.sittings.set(person, [item]);
  else mine.push(item);
}

export function strikeSitting(ledger: Ledger, person: number, item: Sitting): void {
  const mine = ledger.sittings.get(person) ?? [];
  mine.splice(mine.lastIndexOf(item), 1);
}
