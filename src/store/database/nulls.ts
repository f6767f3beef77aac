type WithoutNulls<T> = { [K in keyof T]?: Exclude<T[K], null> };

/** The object without its empty columns: absent is absent in the domain, never null. */
export function withoutNulls<T extends object>(row: T): WithoutNulls<T> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as WithoutNulls<T>;
}
