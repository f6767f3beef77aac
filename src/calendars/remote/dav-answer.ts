/** What a CalDAV server answers to PROPFIND and REPORT (RFC 4918, 4791, 6578), as far as it matters here. Runs in the worker. */
import type { CalendarQuestion, CalendarReading, CalendarRemark } from '#domain/calendar/calendar.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { CALENDAR_LIMITS } from '#calendars/limits.ts';
import { readCalendarFile, TOO_BUSY } from '#calendars/read.ts';
import { at, childrenOf, xmlTree, type XmlNode } from './xml.ts';

/** One resource. What the server did not tell is absent. `status` is of the whole resource, 404 for one that is gone. */
export type DavEntry = {
  readonly href: string;
  readonly status: number;
  /** Local names, `collection` and `calendar` among them. */
  readonly kinds: readonly string[];
  readonly name?: string;
  readonly etag?: string;
  readonly tag?: string;
  readonly token?: string;
  readonly principal?: string;
  readonly home?: string;
  /** What a calendar takes, `VEVENT` among it; empty where the server does not say. */
  readonly components: readonly string[];
  readonly writable?: boolean;
  /** Whether it tells what has changed since a token. */
  readonly syncs: boolean;
  readonly reading?: CalendarReading;
};

/** `token` is that of a whole answer about changes. */
export type DavAnswer = { readonly entries: readonly DavEntry[]; readonly token?: string };

const DAV = 'DAV:';
const CALDAV = 'urn:ietf:params:xml:ns:caldav';
const SERVER = 'http://calendarserver.org/ns/';

export function davAnswer(
  bytes: Uint8Array,
  question: CalendarQuestion | undefined,
): Result<DavAnswer, CalendarRemark> {
  const tree = xmlTree(bytes);
  if (!tree.ok) return tree;
  if (tree.value.name !== `${DAV} multistatus`) return refuse(NO_ANSWER);
  const entries = childrenOf(tree.value, `${DAV} response`).map((one) => entryOf(one, question));
  const busy = entries.reduce((sum, { reading }) => sum + (reading?.busy.length ?? 0), 0);
  if (busy > CALENDAR_LIMITS.intervals) return refuse({ line: 1, reason: TOO_BUSY });
  return ok({ entries, ...textAs('token', at(tree.value, `${DAV} sync-token`)) });
}

const NO_ANSWER: CalendarRemark = { line: 1, reason: 'it is no answer of a CalDAV server' };

/** Entries as they stand there, word for word. */
export type DavText = { readonly href: string; readonly etag: string; readonly text: string };

export function davTexts(bytes: Uint8Array): Result<readonly DavText[], CalendarRemark> {
  const tree = xmlTree(bytes);
  if (!tree.ok) return tree;
  if (tree.value.name !== `${DAV} multistatus`) return refuse(NO_ANSWER);
  const texts = childrenOf(tree.value, `${DAV} response`).flatMap((response) => {
    const data = propsOf(response).find(({ name }) => name === `${CALDAV} calendar-data`);
    const { href, etag = '' } = entryOf(response, undefined);
    return data === undefined ? [] : [{ href, etag, text: data.text }];
  });
  return ok(texts);
}

function entryOf(response: XmlNode, question: CalendarQuestion | undefined): DavEntry {
  const whole = at(response, `${DAV} status`);
  const props = propsOf(response);
  const prop = (space: string, name: string): XmlNode | undefined =>
    props.find((one) => one.name === `${space} ${name}`);
  const href = textOf(at(response, `${DAV} href`));
  return {
    href,
    status: whole === undefined ? 200 : statusOf(whole),
    kinds: (prop(DAV, 'resourcetype')?.children ?? []).map(localName),
    components: (prop(CALDAV, 'supported-calendar-component-set')?.children ?? []).map(({ named }) => named),
    syncs: reportsOf(prop(DAV, 'supported-report-set')).includes('sync-collection'),
    ...textAs('name', prop(DAV, 'displayname')),
    ...textAs('etag', prop(DAV, 'getetag')),
    ...textAs('tag', prop(SERVER, 'getctag')),
    ...textAs('token', prop(DAV, 'sync-token')),
    ...textAs('principal', at(prop(DAV, 'current-user-principal'), `${DAV} href`)),
    ...textAs('home', at(prop(CALDAV, 'calendar-home-set'), `${DAV} href`)),
    ...writableFrom(prop(DAV, 'current-user-privilege-set')),
    ...readingOf(href, prop(CALDAV, 'calendar-data'), question),
  };
}

/** Those that it has, and that may be told. */
function propsOf(response: XmlNode): readonly XmlNode[] {
  return childrenOf(response, `${DAV} propstat`)
    .filter((propstat) => statusOf(at(propstat, `${DAV} status`)) === 200)
    .flatMap((propstat) => childrenOf(propstat, `${DAV} prop`))
    .flatMap(({ children }) => children);
}

function readingOf(
  name: string,
  data: XmlNode | undefined,
  question: CalendarQuestion | undefined,
): Pick<DavEntry, 'reading'> {
  if (data === undefined || question === undefined) return {};
  return { reading: readCalendarFile({ name, bytes: new TextEncoder().encode(data.text) }, question) };
}

function reportsOf(set: XmlNode | undefined): readonly string[] {
  return childrenOf(set, `${DAV} supported-report`)
    .flatMap(({ children }) => children.flatMap((report) => report.children))
    .map(localName);
}

const WRITING = ['all', 'write', 'write-content', 'bind'];

function writableFrom(set: XmlNode | undefined): Pick<DavEntry, 'writable'> {
  if (set === undefined) return {};
  const granted = set.children.flatMap(({ children }) => children).map(localName);
  return { writable: WRITING.some((name) => granted.includes(name)) };
}

function localName({ name }: XmlNode): string {
  return name.split(' ')[1] ?? '';
}

function textOf(node: XmlNode | undefined): string {
  return node?.text.trim() ?? '';
}

function textAs<K extends string>(name: K, node: XmlNode | undefined): { readonly [P in K]?: string } {
  const text = textOf(node);
  return text === '' ? {} : ({ [name]: text } as { readonly [P in K]?: string });
}

/** `HTTP/1.1 404 Not Found`; 0 for what is none. */
function statusOf(node: XmlNode | undefined): number {
  return Number(/^HTTP\/\S+ (\d{3})/.exec(textOf(node))?.[1] ?? 0);
}
