import type { Rule } from '#domain/planning/loop-problem.ts';
import type { Facts, Placed } from './facts.ts';

/**
 * One breach of a rule. `loop` and `session` say where: a session of a loop has both, a group session only `session`.
 * `other` is the second session where two stand against each other; `person` is there where no session is.
 */
export type Broken = {
  readonly rule: Rule;
  readonly loop?: string;
  readonly session?: string;
  readonly other?: string;
  readonly person?: string;
  readonly text: string;
};

/** A rule of the judge: the facts in, every breach out. */
export type Judged = (facts: Facts) => readonly Broken[];

/** `RULE loop/session: what`, with `session+other` where two sessions are meant. */
export function brokenLine({ rule, loop, session, other, person, text }: Broken): string {
  const sessions = [session, other].filter((id) => id !== undefined).join('+');
  const where = [loop, sessions === '' ? undefined : sessions, person].filter((part) => part !== undefined);
  return `${rule} ${where.join('/')}: ${text}`;
}

export function brokenAt(rule: Rule, at: Placed, text: string): Broken {
  return { rule, ...(at.owner === undefined ? {} : { loop: at.owner }), session: at.id, text };
}

/** As `brokenAt`, for a rule that a loop sets; a group session breaks it for each of its loops on its own. */
export function brokenIn(rule: Rule, loop: string, at: Placed, text: string): Broken {
  return { rule, loop, session: at.id, text };
}

/** How much time one has between two sessions; none where they overlap. */
export function timeBetween(who: string, minutes: number): string {
  return minutes < 0 ? `${who} is in both at once` : `${who} has ${minutes} minutes between them`;
}

export function brokenBetween(rule: Rule, [one, two]: readonly [Placed, Placed], text: string): Broken {
  const loop = one.owner !== undefined && one.owner === two.owner ? { loop: one.owner } : {};
  return { rule, ...loop, session: one.id, other: two.id, text };
}
