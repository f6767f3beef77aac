/** The candidate's link before there is a loop: made, made anew, withdrawn, and mailed with the question when they can come. */
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Application } from '#domain/organisation/opening.ts';
import { schedulingPath, schedulingToken, tellToSayTimes } from '#usecases/self-service/tell-candidate.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';
import type { ApplicationKey } from '#usecases/opening/save-candidate.ts';
import { writing } from '#usecases/scope.ts';

/** `link` is a path with a fragment; `mailed`: the candidate is being told. */
export type TimesAsked = { readonly link: string; readonly mailed: boolean };

/** Asks the candidate when they can come: by mail where there is one, and by the link in any case. */
export async function askForTimes(
  context: Context,
  key: ApplicationKey,
  origin: string,
): Promise<Result<TimesAsked, Refusal>> {
  const { organisation, id } = key;
  const [letter, token] = [context.newId(), context.newToken()];
  const done = await changingApplication(context, key, async (tables, application) => {
    const opening = await tables.openings.find(organisation, application.opening);
    const known = await schedulingToken(tables, { organisation, application: id, token });
    await tables.applications.timesAsked(organisation, id, context.now());
    const openingTitle = opening?.title ?? '';
    const told = { organisation, application, openingTitle, letter, token, origin };
    const mailed = await tellToSayTimes(context, tables, told);
    record(context, tables, { ...key, action: 'times-asked', details: aboutOf(application) });
    return ok({ link: schedulingPath(known), mailed });
  });
  if (done.ok) context.mail?.wake();
  return done;
}

/** A new link; the one before opens nothing from then on, whoever it was forwarded to. */
export function renewSchedulingLink(
  context: Context,
  key: ApplicationKey,
): Promise<Result<{ readonly link: string }, Refusal>> {
  const token = context.newToken();
  return changingApplication(context, key, async (tables, application) => {
    await tables.links.putScheduling(key.organisation, { application: key.id, token });
    record(context, tables, { ...key, action: 'scheduling-link-made', details: aboutOf(application) });
    return ok({ link: schedulingPath(token) });
  });
}

/** Withdrawing twice is the same as once. */
export function withdrawSchedulingLink(
  context: Context,
  key: ApplicationKey,
): Promise<Result<null, Refusal>> {
  return changingApplication(context, key, async (tables, application) => {
    if (!(await tables.links.withdrawScheduling(key.organisation, key.id))) return ok(null);
    record(context, tables, { ...key, action: 'scheduling-link-withdrawn', details: aboutOf(application) });
    return ok(null);
  });
}

function changingApplication<T>(
  context: Context,
  { organisation, id }: ApplicationKey,
  work: (tables: Writing, application: Application) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  return writing(context, organisation, async (tables) => {
    const before = await tables.applications.find(organisation, id);
    if (before === undefined) return refuse(notFound('candidate'));
    await tables.bookings.lock(organisation, [before.candidate]);
    const application = await tables.applications.find(organisation, id);
    return application === undefined ? refuse(notFound('candidate')) : work(tables, application);
  });
}

function aboutOf({ opening }: Application): { readonly openings: readonly string[] } {
  return { openings: [opening] };
}
