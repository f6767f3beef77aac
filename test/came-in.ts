import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { ok } from '#domain/result.ts';
import type { TestServer } from './web-server.ts';

/** Words that came in, about an invitation or about none; the id of what was kept. */
export async function cameIn(
  { services: { context } }: TestServer,
  { organisation, invitation, loop }: { organisation: string; invitation?: string; loop?: string },
): Promise<string> {
  const [id, at] = [context.newId(), context.now()];
  const done = await context.store.write(async (tables) => {
    const mail = {
      effect: { kind: 'words' },
      subject: 'Re: Invitation',
      words: 'I am ill.',
      open: true,
    } as const;
    await tables.incoming.add({
      id,
      organisation,
      hash: randomUUID(),
      mail,
      ...(invitation !== undefined && { invitation }),
    });
    const about =
      loop === undefined
        ? ({ action: 'stray-mail-received', id: organisation } as const)
        : ({ action: 'mail-received', id: loop } as const);
    tables.record({ organisation, at, actor: { kind: 'mail' }, ...about });
    return ok(null);
  });
  assert.ok(done.ok);
  return id;
}
