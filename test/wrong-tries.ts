/** Many wrong passwords and links against a server that counts them, and what came of it. */
import { ADA } from './account-people.ts';
import { signIn } from './account-steps.ts';
import type { TestServer } from './web-server.ts';

export type Tried = { readonly successes: number; readonly answers: ReadonlySet<string> };

/** Half of them passwords of Ada and of others, half of them links, from so many addresses. */
export async function tryWrong(server: TestServer, tries: number): Promise<Tried> {
  const answers = new Set<string>();
  let successes = 0;
  for (let index = 0; index < tries; index += 1) {
    const { path, answer } = await oneTry(server, index);
    if (answer.status === 200 || answer.headers.has('set-cookie')) successes += 1;
    answers.add(`${path} ${answer.status} ${answer.text.replace(/in (a|\d+) minutes?/, '')}`);
  }
  return { successes, answers };
}

async function oneTry(
  server: TestServer,
  index: number,
): Promise<{ path: string; answer: { status: number; text: string; headers: Headers } }> {
  const address = `198.51.${index % 7}.${index % 251}`;
  const password = `guess number ${index} of many`;
  if (index % 2 === 0) {
    const email = index % 4 === 0 ? ADA.email : `nobody${index % 8}@example.org`;
    return { path: 'session', answer: await signIn(server, { email, password }, { address }) };
  }
  const token = server.services.context.newToken();
  const [path, body] = [
    ['set-up', { ...ADA, token }] as const,
    ['invitations/look', { token }] as const,
    ['invitations/accept', { token, name: 'Eve', password }] as const,
    ['links/look', { token }] as const,
    ['links/sign-in', { token }] as const,
    ['links/new-password', { proof: { code: String(index).padStart(6, '0') }, password }] as const,
  ][((index - 1) / 2) % 6] ?? ['invitations/look', { token }];
  // As if this browser had asked for a link.
  const headers = { cookie: `__Host-asked=${server.services.context.newToken()}` };
  return { path, answer: await server.ask('POST', `/api/${path}`, { body, address, headers }) };
}
