/** From content lines to a tree of components, each property with its line. RFC 5545, sections 3.1 and 3.6. */
import { ok, refuse, type Result } from '#domain/result.ts';
import type { CalendarRemark } from '#domain/calendar/calendar.ts';
import { CALENDAR_LIMITS } from './limits.ts';
import type { ContentLine } from './lines.ts';

export type Property = {
  readonly line: number;
  readonly name: string;
  /** Parameter names in capitals. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
};

/** `fault` is the first thing that makes the component unreadable. */
export type Component = {
  readonly line: number;
  readonly name: string;
  readonly properties: Property[];
  readonly children: Component[];
  fault?: CalendarRemark;
};

export type Tree = { readonly calendars: readonly Component[]; readonly warnings: readonly CalendarRemark[] };

type Walk = { open: Component[]; calendars: Component[]; warnings: CalendarRemark[]; count: number };

/** A file that ends inside its calendar is refused: what is cut off may be the busy time that matters. */
export function componentsOf(lines: readonly ContentLine[]): Result<Tree, CalendarRemark> {
  const walk: Walk = { open: [], calendars: [], warnings: [], count: 0 };
  for (const line of lines) {
    const refusal = step(walk, line);
    if (refusal !== undefined) return refuse(refusal);
  }
  const unclosed = walk.open.at(-1);
  if (unclosed !== undefined) {
    const reason = `the file ends inside the ${unclosed.name} that begins here: it is cut off`;
    return refuse({ line: unclosed.line, reason });
  }
  return ok({ calendars: walk.calendars, warnings: walk.warnings });
}

function step(walk: Walk, content: ContentLine): CalendarRemark | undefined {
  const marker = /^(BEGIN|END):[ \t]*([A-Z0-9-]+)[ \t]*$/i.exec(content.text);
  if (marker?.[1]?.toUpperCase() === 'BEGIN')
    return begin(walk, content.line, (marker[2] ?? '').toUpperCase());
  if (marker !== null) {
    end(walk, content.line, (marker[2] ?? '').toUpperCase());
    return undefined;
  }
  const component = walk.open.at(-1);
  if (component === undefined) {
    walk.warnings.push({ line: content.line, reason: 'a line outside of any calendar was ignored' });
    return undefined;
  }
  const property = propertyOf(content);
  if (property !== undefined) component.properties.push(property);
  else
    walk.warnings.push({ line: content.line, reason: `no content line, ignored: ${quoted(content.text)}` });
  return undefined;
}

function begin(walk: Walk, line: number, name: string): CalendarRemark | undefined {
  walk.count += 1;
  if (walk.count > CALENDAR_LIMITS.components) {
    return { line, reason: `more than ${CALENDAR_LIMITS.components} components in one file` };
  }
  if (walk.open.length >= CALENDAR_LIMITS.depth) {
    return { line, reason: `components nested more than ${CALENDAR_LIMITS.depth} deep` };
  }
  const component: Component = { line, name, properties: [], children: [] };
  const parent = walk.open.at(-1);
  if (parent !== undefined) parent.children.push(component);
  else if (name === 'VCALENDAR') walk.calendars.push(component);
  else walk.warnings.push({ line, reason: `${name} outside of a VCALENDAR was ignored` });
  walk.open.push(component);
  return undefined;
}

function end(walk: Walk, line: number, name: string): void {
  const depth = walk.open.findLastIndex((component) => component.name === name);
  if (depth === -1) {
    walk.warnings.push({ line, reason: `END:${name} without its BEGIN was ignored` });
    return;
  }
  for (const unclosed of walk.open.slice(depth + 1)) {
    unclosed.fault ??= { line: unclosed.line, reason: `no END:${unclosed.name} before line ${line}` };
  }
  walk.open.length = depth;
}

function propertyOf({ line, text }: ContentLine): Property | undefined {
  const name = /^[A-Za-z0-9_-]+(?=[;:])/.exec(text)?.[0];
  if (name === undefined) return undefined;
  const parameters = new Map<string, string>();
  const pattern = /;([A-Za-z0-9_-]+)=([^";:]*(?:"[^"]*"[^";:]*)*)/y;
  let at = name.length;
  for (;;) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) break;
    parameters.set((found[1] ?? '').toUpperCase(), (found[2] ?? '').replaceAll('"', ''));
    at = pattern.lastIndex;
  }
  if (text[at] !== ':') return undefined;
  return { line, name: name.toUpperCase(), parameters, value: text.slice(at + 1) };
}

export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}

export function firstOf(component: Component, name: string): Property | undefined {
  return component.properties.find((property) => property.name === name);
}

export function allOf(component: Component, name: string): readonly Property[] {
  return component.properties.filter((property) => property.name === name);
}
