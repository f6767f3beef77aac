/** What happened, out of the words of the command line. */
import { instantSchema } from '#contract/text.ts';
import { faultAt, type Fault } from '#domain/fault.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { Happening, RepairEvent } from '#domain/repair/repair.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

export type EventOptions = {
  readonly declined?: readonly string[];
  readonly away?: readonly string[];
  readonly late?: readonly string[];
  readonly comes?: readonly string[];
  readonly lost?: readonly string[];
  readonly now?: string;
};

type Read = Result<readonly Happening[], Fault>;

export function eventFrom(options: EventOptions): Result<RepairEvent, readonly Fault[]> {
  const read: readonly Read[] = [
    grouped('--declined', options.declined, {
      words: ['a session', 'a person'],
      make: ([session = '', person = '']) => ok({ kind: 'declined', session, person }),
    }),
    grouped('--away', options.away, {
      words: ['a person', 'an instant', 'an instant'],
      make: ([person = '', from = '', to = '']) =>
        within('--away', [from, to], () => ({ kind: 'away', person, from, to })),
    }),
    grouped('--late', options.late, { words: ['a candidate', 'minutes'], make: lateFrom }),
    grouped('--comes', options.comes, {
      words: ['a candidate', 'an instant', 'an instant'],
      make: ([candidate = '', start = '', end = '']) =>
        within('--comes', [start, end], () => ({ kind: 'comes', candidate, available: [{ start, end }] })),
    }),
    ok(lostFrom(options.lost ?? [])),
  ];
  const now = nowFrom(options.now);
  const faults = [...read, now].flatMap((one) => (one.ok ? [] : [one.problem]));
  if (faults.length > 0 || !now.ok) return refuse(faults);
  const happened = joined(read.flatMap((one) => (one.ok ? one.value : [])));
  return ok({ happened, ...(now.value === undefined ? {} : { now: now.value }) });
}

type Grouping = {
  /** What each word of one group is, for the fault. */
  readonly words: readonly string[];
  readonly make: (group: readonly string[]) => Result<Happening, Fault>;
};

function grouped(option: string, given: readonly string[] = [], { words, make }: Grouping): Read {
  const happened: Happening[] = [];
  for (let from = 0; from < given.length; from += words.length) {
    const group = given.slice(from, from + words.length);
    if (group.length < words.length) return refuse(fault(option, group.join(' '), words.join(', ')));
    const made = make(group);
    if (!made.ok) return made;
    happened.push(made.value);
  }
  return ok(happened);
}

function lateFrom([candidate = '', minutes = '']: readonly string[]): Result<Happening, Fault> {
  if (!/^\d{1,5}$/.test(minutes)) return refuse(fault('--late', minutes, 'minutes, a whole number'));
  return ok({ kind: 'late', candidate, minutes: Number(minutes) });
}

/** A room, and the instants that follow it. */
function lostFrom(words: readonly string[]): Happening[] {
  const lost: { kind: 'lost'; room: string; from?: Instant; to?: Instant }[] = [];
  for (const word of words) {
    const last = lost.at(-1);
    if (last === undefined || !isInstant(word) || last.to !== undefined)
      lost.push({ kind: 'lost', room: word });
    else if (last.from === undefined) last.from = word;
    else last.to = word;
  }
  return lost;
}

function within(
  option: string,
  instants: readonly string[],
  make: () => Happening,
): Result<Happening, Fault> {
  const wrong = instants.find((text) => !isInstant(text));
  return wrong === undefined
    ? ok(make())
    : refuse(fault(option, wrong, 'an instant with its offset, like 2026-12-07T09:00:00+01:00'));
}

function isInstant(text: string): boolean {
  return instantSchema.safeParse(text).success;
}

function nowFrom(text: string | undefined): Result<Instant | undefined, Fault> {
  if (text === undefined || isInstant(text)) return ok(text);
  return refuse(fault('--now', text, 'an instant with its offset, like 2026-12-07T09:00:00+01:00'));
}

/** Several times in which one candidate can come are one thing that happened. */
function joined(happened: readonly Happening[]): Happening[] {
  const others = happened.filter(({ kind }) => kind !== 'comes');
  const comes = happened.filter((one) => one.kind === 'comes');
  const byCandidate = Map.groupBy(comes, ({ candidate }) => candidate);
  return [
    ...others,
    ...[...byCandidate].map(([candidate, times]) => ({
      kind: 'comes' as const,
      candidate,
      available: times.flatMap(({ available }) => available),
    })),
  ];
}

function fault(option: string, found: string, expected: string): Fault {
  return { ...faultAt([], found, expected), place: option };
}
