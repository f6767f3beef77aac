/** Listens on the loopback address, and stops without dropping what is being answered. */
import { createAdaptorServer } from '@hono/node-server';
import type { Server } from 'node:http';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { makeApp } from './app.ts';
import { LIMITS } from './limits.ts';

export type Listening = {
  /** As it is to be opened: `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Answers what has been asked, for at most ten seconds, and takes nothing new. */
  readonly close: () => Promise<void>;
};

export type ListenProblem = { readonly code: 'port-taken' | 'port-refused'; readonly text: string };

export async function listen(
  app: ReturnType<typeof makeApp>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Result<Listening, ListenProblem>> {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.headersTimeout = LIMITS.headerSeconds * 1000;
  server.requestTimeout = LIMITS.requestSeconds * 1000;
  const problem = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    server.once('error', resolve);
    server.listen(port, host, () => resolve(undefined));
  });
  if (problem !== undefined) return refuse(problemOf(problem, port));
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const name = host.includes(':') ? `[${host}]` : host;
  return ok({ url: `http://${name}:${bound}`, close: () => drain(server) });
}

function problemOf(error: NodeJS.ErrnoException, port: number): ListenProblem {
  if (error.code === 'EADDRINUSE') {
    const remedy = `Stop it, or choose another with PORT=${port + 1}.`;
    return { code: 'port-taken', text: `Port ${port} is in use by another program. ${remedy}` };
  }
  return {
    code: 'port-refused',
    text: `The system does not let this program listen on port ${port}: ${error.message}.`,
  };
}

function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => server.closeAllConnections(), LIMITS.drainSeconds * 1000);
    server.close(() => {
      clearTimeout(patience);
      resolve();
    });
    server.closeIdleConnections();
  });
}
