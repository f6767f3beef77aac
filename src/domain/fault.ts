/**
 * One thing wrong with what somebody handed in.
 *
 * `place` says where, as a path (`loops[2].sessions[0].window.from`) or a line (`ada.ics:14`);
 * `found` is the value as it stands there, shortened to be shown; `expected` is what would have been right.
 * `remedy` is a sentence on what to do, where the expectation alone does not say it.
 */
export type Fault = {
  readonly place: string;
  readonly found: string;
  readonly expected: string;
  readonly remedy?: string;
};

/** The fault as one line of text: `place: found X, expected Y`. */
export function faultLine(fault: Fault): string {
  const remedy = fault.remedy === undefined ? '' : `. ${fault.remedy}`;
  return `${fault.place}: found ${fault.found}, expected ${fault.expected}${remedy}`;
}

/** Names and positions from the outside in. */
export type Path = readonly PropertyKey[];

/** A fault of a JSON value: what stands at `path`, and what was expected there. */
export function faultAt(path: Path, value: unknown, expected: string, remedy?: string): Fault {
  const fault = { place: placeOf(path), found: shown(value), expected };
  return remedy === undefined ? fault : { ...fault, remedy };
}

/** `loops[2].sessions[0].window.from`; a name that is no plain word is quoted. */
export function placeOf(path: Path): string {
  if (path.length === 0) return 'the whole file';
  return path.reduce<string>((place, step) => {
    if (typeof step === 'number') return `${place}[${step}]`;
    const name = String(step);
    if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${place}[${shown(name)}]`;
    return place === '' ? name : `${place}.${name}`;
  }, '');
}

const SHOWN = 60;

/** The value as it would stand in a JSON file, shortened to one short line; lists and objects only by their size. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'number') return `${value}`;
  const text = JSON.stringify(typeof value === 'string' ? value.slice(0, SHOWN + 1) : value) ?? typeof value;
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN).replace(/\\+$/, '')}…`;
}
