/** What the candidate has typed, as a change to be saved. */
import type { NeedsChange } from '#contract/needs.ts';
import { NEEDS, type Need } from '#domain/loop/needs.ts';

export type NeedsDraft = Readonly<Record<Need, string>> & { readonly forget: boolean };

export const EMPTY_DRAFT: NeedsDraft = { said: '', access: '', diet: '', remark: '', forget: false };

/** Undefined where there is nothing to save. */
export function changeOf({ forget, ...typed }: NeedsDraft): NeedsChange | undefined {
  const said = NEEDS.flatMap((need) => {
    const text = typed[need].replaceAll('\r\n', '\n').trim();
    return text === '' ? [] : [[need, text] as const];
  });
  if (said.length === 0 && !forget) return undefined;
  return { ...Object.fromEntries(said), ...(forget && { forget }) };
}
