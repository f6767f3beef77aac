/** What somebody at a candidate's page can do there. */
import type { Acting } from '#domain/loop/seen-by-link.ts';
import type { Application } from '#domain/organisation/opening.ts';
import type { Reading } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { emailFor } from '#usecases/self-service/needs-email.ts';
import { sits } from './candidate-link.ts';

type Browser = {
  readonly organisation: string;
  readonly application: Application;
  /** Of its cookie. */
  readonly sitting: string | undefined;
};

/** Whether changes can be made by this candidate's links in this browser. */
export function actingOf(
  context: Context,
  tables: Reading,
  { organisation, application: { id: holder, email }, sitting }: Browser,
): Promise<Acting> {
  return actingAs(context, tables, { organisation, holder, email, sitting });
}

type Holder = {
  readonly organisation: string;
  /** The application, or the person. */
  readonly holder: string;
  readonly email: string | undefined;
  readonly sitting: string | undefined;
};

export async function actingAs(
  context: Context,
  tables: Reading,
  { email, ...sitter }: Holder,
): Promise<Acting> {
  const to = await emailFor(tables, sitter.organisation, email === undefined ? {} : { email });
  if (context.mail === undefined || to === undefined) return 'not';
  return (await sits(context, tables, sitter)) ? 'sitting' : 'code';
}
