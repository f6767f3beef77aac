/** Where passkeys can be used: they belong to a name, and none can be made for an address of numbers. */

export type PasskeySite = {
  /** Under which the page was opened, like `https://interviews.example.org`. */
  readonly origin: string;
  /** The name that passkeys of this server belong to: that of the origin. */
  readonly name: string;
};

const ORIGIN = /^https?:\/\/([^/:[\]]+|\[[\d:a-f.]+\])(:\d+)?$/;

/** Undefined where the origin is an address of numbers. */
export function passkeySite(origin: string): PasskeySite | undefined {
  const name = ORIGIN.exec(origin)?.[1];
  if (name === undefined || name.startsWith('[') || /^[\d.]+$/.test(name)) return undefined;
  return { origin, name };
}

/** The same page under a name: a computer that serves itself is `localhost`. */
export function namedOrigin(origin: string): string | undefined {
  const [, name, port = ''] = ORIGIN.exec(origin) ?? [];
  return name === '[::1]' || (name ?? '').startsWith('127.') ? `http://localhost${port}` : undefined;
}
