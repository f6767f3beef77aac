/** What is read from the part of an address after `?`. */

/** Whether what is shown was confirmed just now. */
export function freshly(search: Record<string, unknown>): { fresh?: true } {
  return search['fresh'] === true ? { fresh: true } : {};
}

/** A parameter of the address, if it is a text. */
export function textOf<K extends string>(search: Record<string, unknown>, name: K): { [Name in K]?: string } {
  const value = search[name];
  return typeof value === 'string' ? ({ [name]: value } as { [Name in K]?: string }) : {};
}
