import { shown, type Fault } from '#domain/fault.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

/** `host:port`, several with a comma or a space between; written as addresses have them, so that two spellings are one. */
export function namedPlaces(text: string): Result<readonly string[], readonly Fault[]> {
  const given = text.split(/[\s,]+/).filter((one) => one !== '');
  const faults = given.filter((one) => placeIn(one) === undefined);
  if (faults.length === 0) return ok(given.flatMap((one) => placeIn(one) ?? []));
  const expected = 'host:port, several with a comma between, like sign-in.internal:8443';
  return refuse(faults.map((one) => ({ place: 'OUTBOUND_ALLOW', found: shown(one), expected })));
}

function placeIn(text: string): string | undefined {
  const port = /:(\d{1,5})$/.exec(text)?.[1];
  // Of a scheme that has a port of its own, like all that we ask, so that the host is read in the same way.
  const url = URL.parse(`http://${text}`);
  if (port === undefined || url === null || /[/@?#]/.test(text)) return undefined;
  return `${url.hostname}:${Number(port)}`;
}
