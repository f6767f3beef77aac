/** Changes to the fields of a form, one pure step each. */

/** A change to some fields; `undefined` takes an optional field away. */
export type Patch<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** The object with the patch laid over it; a field that is patched with undefined is gone. */
export function patched<T extends object>(value: T, patch: Patch<NoInfer<T>>): T {
  const all: Record<string, unknown> = { ...value, ...patch };
  return Object.fromEntries(Object.entries(all).filter(([, field]) => field !== undefined)) as T;
}
