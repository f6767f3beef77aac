/** What is the same for everybody who is told of some loops at one moment. */
import type { HeldSession } from '#domain/loop/held-session.ts';
import type { NameOf } from '#domain/telling/invitation-words.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { Reading } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';

export type OpeningTerms = { readonly title: string; readonly timeZone: string; readonly organiser: string };

export type TellingTerms = {
  readonly organisation: { readonly id: string; readonly name: string; readonly sample: boolean };
  readonly now: Instant;
  /** Minutes. */
  readonly after: number;
  readonly nameOf: NameOf;
  /** As they are held now. */
  readonly sessions: readonly HeldSession[];
  /** By session: the opening, and in whose name it is told. */
  readonly opening: ReadonlyMap<string, OpeningTerms>;
  /** By loop: the token of the candidate's page. */
  readonly agendas: ReadonlyMap<string, string>;
};

type Asked = {
  readonly organisation: string;
  readonly sessions: readonly HeldSession[];
  readonly after: number;
};

export async function tellingTerms(
  context: Pick<Context, 'now'>,
  tables: Reading,
  { organisation: id, sessions, after }: Asked,
): Promise<TellingTerms> {
  const organisation = await tables.organisations.find(id);
  const name = organisation?.name ?? '';
  const organisers = new Map<string, string>();
  for (const { opening } of sessions) {
    if (organisers.has(opening.id)) continue;
    organisers.set(opening.id, (await organiserOf(tables, id, opening.id)) ?? name);
  }
  return {
    organisation: { id, name, sample: organisation?.sample === true },
    now: context.now(),
    after,
    nameOf: await namesIn(tables, id, sessions),
    sessions,
    opening: new Map(
      sessions.map(({ id: session, opening }) => [
        session,
        { ...opening, organiser: organisers.get(opening.id) ?? name },
      ]),
    ),
    agendas: new Map(
      sessions.flatMap(({ loops }) =>
        loops.flatMap(({ id: loop, token }) => (token === undefined ? [] : [[loop, token] as const])),
      ),
    ),
  };
}

/** Whoever was chosen, as long as they are there; otherwise the coordinator of the opening. */
async function organiserOf(
  { ledger, people, teams }: Reading,
  organisation: string,
  opening: string,
): Promise<string | undefined> {
  const { organiser } = await ledger.settings(organisation, opening);
  const chosen = organiser === undefined ? undefined : await people.find(organisation, organiser);
  if (chosen !== undefined) return chosen.name;
  const team = await teams.of(organisation, opening);
  return team.find(({ role }) => role === 'coordinator')?.name;
}

async function namesIn(
  { people }: Reading,
  organisation: string,
  sessions: readonly HeldSession[],
): Promise<NameOf> {
  const names = new Map((await people.list(organisation)).map((person) => [person.id, person.name]));
  for (const session of sessions) {
    for (const { id, name } of session.people) names.set(id, name);
    for (const { candidate } of session.loops) names.set(candidate.id, candidate.name);
  }
  return (id) => names.get(id);
}
