/** Blocks of `Name: value` lines, as reports of mail servers are written (RFC 3464, RFC 5965). */

export type Fields = ReadonlyMap<string, string>;

/** Names in small letters; of a name that comes twice the first counts. */
export function fieldsOf(text: string): readonly Fields[] {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\n[ \t]+(?=\S)/g, ' ')
    .split(/\n[ \t]*\n/)
    .map(blockOf)
    .filter((fields) => fields.size > 0);
}

function blockOf(block: string): Fields {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const [, name, value] = /^([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    const key = name.toLowerCase();
    if (!fields.has(key)) fields.set(key, value.trim());
  }
  return fields;
}
