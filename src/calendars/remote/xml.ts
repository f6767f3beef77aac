/** XML of a stranger's server as a plain tree. No document type: nothing in it can grow, or lead anywhere. */
import { SaxesParser } from 'saxes';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { CalendarRemark } from '#domain/calendar/calendar.ts';

/** `name` with its namespace: `DAV: href`. Of attributes only `name` is kept, as `named`. */
export type XmlNode = {
  readonly name: string;
  readonly named: string;
  readonly children: XmlNode[];
  text: string;
};

const XML_LIMITS = { depth: 30, nodes: 200_000 } as const;

class Unfit extends Error {}

export function xmlTree(bytes: Uint8Array): Result<XmlNode, CalendarRemark> {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: XmlNode[] = [];
  let [root, nodes]: [XmlNode | undefined, number] = [undefined, 0];
  const unfit = (reason: string): never => {
    throw new Unfit(reason);
  };
  parser.on('error', ({ message }) => unfit(`it is no XML (${message.slice(0, 200)})`));
  parser.on('doctype', () => unfit('it has a document type, which no CalDAV server sends'));
  parser.on('opentag', ({ uri, local, attributes }) => {
    nodes += 1;
    if (nodes > XML_LIMITS.nodes) unfit(`it has more than ${XML_LIMITS.nodes} elements`);
    if (open.length >= XML_LIMITS.depth) unfit(`it is nested more than ${XML_LIMITS.depth} deep`);
    const node: XmlNode = {
      name: `${uri} ${local}`,
      named: attributes['name']?.value ?? '',
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(node);
    root ??= node;
    open.push(node);
  });
  const text = (more: string): void => {
    const last = open.at(-1);
    if (last !== undefined) last.text += more;
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', () => void open.pop());
  try {
    parser.write(new TextDecoder().decode(bytes)).close();
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    return refuse({ line: parser.line, reason: error.message });
  }
  return root === undefined ? refuse({ line: 1, reason: 'there is nothing in it' }) : ok(root);
}

export function childrenOf(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  return node?.children.filter((child) => child.name === name) ?? [];
}

/** The first one at the end of the path. */
export function at(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  return path.reduce<XmlNode | undefined>((from, name) => childrenOf(from, name)[0], node);
}
