/** A server of calendars that does what a test tells it to: feeds, and a CalDAV calendar as small as one can be. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { appointment, calendarText } from './appointments.ts';

export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

export type BentCalendars = {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly place: string;
  /** What is answered at a path, or at what begins with it where it ends with a star; anything else is 404. */
  readonly at: Map<string, Answering>;
  /** Method, path and what was sent to let somebody in, in order. */
  readonly asked: {
    readonly method: string;
    readonly path: string;
    readonly headers: IncomingMessage['headers'];
  }[];
  /** A feed that says this, with an entity tag, and 304 to whoever knows it. */
  readonly serve: (path: string, text: string) => void;
  readonly status: (path: string, status: number, headers?: Record<string, string>) => void;
  readonly close: () => Promise<void>;
};

/** At `/feed.ics` one appointment, at `/dav/` a CalDAV calendar without entries that wants the password `right`. */
export async function bentCalendars(): Promise<BentCalendars> {
  const at = new Map<string, Answering>();
  const asked: BentCalendars['asked'] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ method: request.method ?? '', path, headers: request.headers });
    const answer =
      at.get(path) ??
      at.get(path.replace(/[^/]*$/, '*')) ??
      ((_request, missing) => void missing.writeHead(404).end());
    request.resume().on('end', () => answer(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const serve: BentCalendars['serve'] = (path, text) => {
    const etag = `"${createHash('sha256').update(text).digest('hex')}"`;
    at.set(path, (request, response) => {
      if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
      else response.writeHead(200, { 'content-type': 'text/calendar', etag }).end(text);
    });
  };
  serve('/feed.ics', calendarText(appointment('one', 3, ['0900', '1000'])));
  at.set('/dav/', (request, response) => {
    const known = request.headers.authorization === `Basic ${Buffer.from('ada:right').toString('base64')}`;
    if (!known) response.writeHead(401).end();
    else response.writeHead(207, { 'content-type': 'application/xml' }).end(multistatus('/dav/', 'Mine'));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    place: `127.0.0.1:${port}`,
    at,
    asked,
    serve,
    status: (path, status, headers = {}) =>
      void at.set(path, (_request, response) => void response.writeHead(status, headers).end('no')),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One collection, which is a calendar; `inside` stands beside its properties. */
export function multistatus(href: string, name: string, inside: string = ''): string {
  const kind = '<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>';
  const prop = `<d:prop>${kind}<d:displayname>${name}</d:displayname>${inside}</d:prop>`;
  const propstat = `<d:propstat>${prop}<d:status>HTTP/1.1 200 OK</d:status></d:propstat>`;
  const response = `<d:response><d:href>${href}</d:href>${propstat}</d:response>`;
  return `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${response}</d:multistatus>`;
}
