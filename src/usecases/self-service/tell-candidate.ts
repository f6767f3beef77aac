/** Mails to a candidate before there is a loop, each with the link to their page; without mail or address there is none. */
import { spanOf } from '#domain/telling/ledger.ts';
import type { Interval } from '#domain/planning/loop-problem.ts';
import { withCandidate } from '#domain/loop/loop.ts';
import type { Application } from '#domain/organisation/opening.ts';
import type { PlanChoice } from '#domain/planning/plan-choice.ts';
import type { PlanningFacts } from '#domain/planning/planning-facts.ts';
import { bookedMail, offerMail, timesMail } from '#domain/telling/scheduling-mails.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { emailFor } from '#usecases/self-service/needs-email.ts';
import { postMail } from '#usecases/mail/post-mail.ts';

/** The page of a candidate's link. The token stands after `#`. */
export function schedulingPath(token: string): string {
  return `/scheduling#${token}`;
}

export type Letter = {
  readonly organisation: string;
  readonly application: Application;
  readonly openingTitle: string;
  /** Ids made before the transaction. */
  readonly letter: string;
  readonly token: string;
  readonly origin: string;
};

type Head = {
  readonly to: string;
  readonly organisation: string;
  readonly opening: string;
  readonly candidate: string;
  readonly link: string;
};

/** The link there is, or a new one with this token. */
export async function schedulingToken(
  tables: Writing,
  { organisation, application, token }: { organisation: string; application: string; token: string },
): Promise<string> {
  const standing = await tables.links.scheduling(organisation, application);
  if (standing !== undefined) return standing;
  await tables.links.putScheduling(organisation, { application, token });
  return token;
}

async function headOf(
  context: Context,
  tables: Writing,
  { organisation, application, openingTitle, token, origin }: Letter,
): Promise<Head | undefined> {
  const known = await schedulingToken(tables, { organisation, application: application.id, token });
  const to = await emailFor(tables, organisation, application);
  if (context.mail === undefined || to === undefined) return undefined;
  const name = (await tables.organisations.find(organisation))?.name ?? '';
  return {
    to,
    organisation: name,
    opening: openingTitle,
    candidate: application.name,
    link: `${origin}${schedulingPath(known)}`,
  };
}

/** Asks for their times. Answers whether a mail is on its way. */
export async function tellToSayTimes(context: Context, tables: Writing, letter: Letter): Promise<boolean> {
  const head = await headOf(context, tables, letter);
  if (head === undefined) return false;
  const { organisation, application, letter: id } = letter;
  const about = `times ${application.id}`;
  await postMail(context, tables, { id, organisation, about, mail: timesMail(head) });
  return true;
}

type DaysTold = Pick<Letter, 'organisation' | 'letter' | 'token' | 'origin'> & {
  readonly facts: PlanningFacts;
};

/** Lists the days of the offer that stands. */
export async function tellOfDays(
  context: Context,
  tables: Writing,
  { facts, ...told }: DaysTold,
): Promise<boolean> {
  const { organisation, letter: id } = told;
  const { application, opening } = facts;
  const head = await headOf(context, tables, { ...told, application, openingTitle: opening.title });
  const offer = await tables.offers.open(organisation, application.id);
  if (head === undefined || offer === undefined) return false;
  const mail = offerMail({
    ...head,
    days: offer.days.map(({ plan }) => candidatePart(plan, facts)),
    timeZone: application.timeZone,
    until: offer.heldUntil,
    ...(offer.note === undefined ? {} : { note: offer.note }),
  });
  await postMail(context, tables, { id, organisation, about: `offer ${application.id}`, mail });
  return true;
}

type Booked = Omit<Letter, 'token'> & {
  readonly day: Interval;
  /** The path of the agenda. */
  readonly agenda: string;
};

/** In the place of the mail with the days, if that waits still. */
export async function tellBooked(context: Context, tables: Writing, booked: Booked): Promise<void> {
  const { organisation, application, openingTitle, letter: id, origin, day, agenda } = booked;
  const to = await emailFor(tables, organisation, application);
  if (context.mail === undefined || to === undefined) return;
  const name = (await tables.organisations.find(organisation))?.name ?? '';
  const mail = bookedMail({
    to,
    organisation: name,
    opening: openingTitle,
    candidate: application.name,
    day,
    timeZone: application.timeZone,
    link: `${origin}${agenda}`,
  });
  await postMail(context, tables, { id, organisation, about: `offer ${application.id}`, mail });
}

/** From when to when the candidate is there. */
export function candidatePart(
  { sessions }: PlanChoice,
  { opening }: Pick<PlanningFacts, 'opening'>,
): Interval {
  const about = new Map(opening.template.modules.map((module) => [module.id, module.kind]));
  const own = sessions.filter(({ module }) => withCandidate(about.get(module) ?? 'individual'));
  return spanOf({ sessions: own.length === 0 ? sessions : own });
}
