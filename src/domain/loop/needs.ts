/** What a candidate wants known for the day: how the name is said, access, diet, and a remark. */
import type { Instant } from '#domain/planning/loop-problem.ts';

export const NEEDS = ['said', 'access', 'diet', 'remark'] as const;
export type Need = (typeof NEEDS)[number];
export type Needs = { readonly [Name in Need]?: string };

/** Most letters of each. */
export const NEEDS_LENGTH: Readonly<Record<Need, number>> = {
  said: 100,
  access: 500,
  diet: 300,
  remark: 500,
};

/** What is not named stays as it was, unless all that was there is to be forgotten. */
export type NeedsChange = Needs & { readonly forget?: true };

export type KeptNeeds = { readonly needs: Needs; readonly changedAt: Instant };

/** What the people are shown who may see it; `hidden`: there is more, which whoever scores the candidate is not shown. */
export type NeedsShown = {
  readonly said?: string;
  readonly needs?: Omit<Needs, 'said'>;
  readonly hidden?: true;
};

export function changedNeeds(before: Needs, { forget, ...said }: NeedsChange): Needs {
  return forget === true ? said : { ...before, ...said };
}
