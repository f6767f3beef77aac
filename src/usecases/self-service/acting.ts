/** What somebody at a candidate's page can do there. */
import type { Application } from '#domain/opening.ts';
import type { Reading } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { emailFor } from '#usecases/needs-email.ts';
import { sits } from './candidate-link.ts';

/** Whether changes can be made here: not without mail; `code`: after a code from it; `sitting`: in this browser, now. */
export type Acting = 'not' | 'code' | 'sitting';

type Browser = {
  readonly organisation: string;
  readonly application: Application;
  /** Of its cookie. */
  readonly sitting: string | undefined;
};

/** Whether changes can be made by this candidate's links in this browser. */
export async function actingOf(
  context: Context,
  tables: Reading,
  { organisation, application, sitting }: Browser,
): Promise<Acting> {
  const to = await emailFor(tables, organisation, application);
  if (context.mail === undefined || to === undefined) return 'not';
  const sitter = { organisation, holder: application.id, sitting };
  return (await sits(context, tables, sitter)) ? 'sitting' : 'code';
}
