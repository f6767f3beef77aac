/** Why a use case does not do what was asked. Doors turn it into words and a status. */
import type { Fault } from './fault.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';

/** Who was taken, when, and by what. */
export type Taken = {
  readonly who: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly by: string;
};

export type Refusal =
  | { readonly code: 'faults'; readonly text: string; readonly faults: readonly Fault[] }
  | { readonly code: 'not-found'; readonly text: string }
  | { readonly code: 'changed-meanwhile'; readonly text: string }
  | { readonly code: 'taken'; readonly text: string; readonly taken: readonly Taken[] }
  | { readonly code: 'rules-broken'; readonly text: string; readonly faults: readonly Fault[] }
  | { readonly code: 'in-use'; readonly text: string }
  | { readonly code: 'key-reused'; readonly text: string }
  | { readonly code: 'still-running'; readonly text: string }
  | { readonly code: 'sign-in'; readonly text: string }
  | { readonly code: 'provider'; readonly text: string }
  | { readonly code: 'calendar'; readonly text: string }
  | { readonly code: 'use-provider'; readonly text: string; readonly organisation: string }
  | { readonly code: 'prove-it'; readonly text: string }
  | { readonly code: 'origin'; readonly text: string }
  | { readonly code: 'wrong-password'; readonly text: string }
  | { readonly code: 'wrong-code'; readonly text: string }
  | { readonly code: 'too-many-tries'; readonly text: string; readonly seconds: number }
  | { readonly code: 'busy'; readonly text: string }
  | { readonly code: 'storage'; readonly text: string };

export function notFound(what: string): Refusal {
  return { code: 'not-found', text: `There is no such ${what} here.` };
}

export function changedMeanwhile(what: string): Refusal {
  return {
    code: 'changed-meanwhile',
    text: `Somebody changed this ${what} after you opened it. Load it again, then make your change.`,
  };
}

export function faulty(text: string, faults: readonly Fault[]): Refusal {
  return { code: 'faults', text, faults };
}
