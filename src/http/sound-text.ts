import { faultAt, type Fault, type Path } from '#domain/fault.ts';

/**
 * The first text in a JSON value, names of fields included, that no database can hold: one with a NUL character or
 * with half of a surrogate pair. The value's depth must have been limited.
 */
export function textFault(value: unknown, path: Path = []): Fault | undefined {
  if (typeof value === 'string') {
    if (value.isWellFormed() && !value.includes('\0')) return undefined;
    return faultAt(path, value, 'text without NUL characters and halves of surrogate pairs');
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, item] of Object.entries(value)) {
    const step = Array.isArray(value) ? Number(name) : name;
    const fault = textFault(name, [...path, step]) ?? textFault(item, [...path, step]);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
