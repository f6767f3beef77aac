import { sql, type Kysely, type Updateable } from 'kysely';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { LoopTemplate } from '#domain/template/loop-template.ts';
import type { DayNotes, Opening, OpeningDetails, OpeningSummary } from '#domain/organisation/opening.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import type { Database } from '#store/schema.ts';

type NewOpening = OpeningDetails & {
  readonly id: string;
  readonly template: LoopTemplate;
  readonly at: Instant;
};

export type OpeningTemplate = Pick<Opening, 'id' | 'title' | 'template'>;

export type Openings = {
  list(organisation: string): Promise<OpeningSummary[]>;
  find(organisation: string, id: string): Promise<(Opening & { readonly dayNotes: DayNotes }) | undefined>;
  insert(organisation: string, opening: NewOpening): Promise<void>;
  /** These changes: false when `version` is not the stored one. */
  update(organisation: string, id: string, change: OpeningDetails & { version: number }): Promise<boolean>;
  updateDayNotes(organisation: string, id: string, change: DayNotes & { version: number }): Promise<boolean>;
  updateTemplate(
    organisation: string,
    opening: string,
    change: { readonly template: LoopTemplate; readonly version: number },
  ): Promise<boolean>;
  /** Names of the pools that any template asks for. */
  poolsAskedFor(organisation: string): Promise<string[]>;
  /** Every opening with its template, by title. */
  templates(organisation: string): Promise<OpeningTemplate[]>;
};

export function openingsIn(db: Kysely<Database>): Openings {
  return {
    list: (organisation) => list(db, organisation),
    find: async (organisation, id) => {
      const row = await joined(db)
        .select(['o.id', 'o.title', 'o.time_zone as timeZone', 'o.version'])
        .select(['t.document as template', 't.version as templateVersion', 'o.arrival', 'o.badge'])
        .where('o.organisation_id', '=', organisation)
        .where('o.id', '=', id)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { arrival, badge, ...opening } = row;
      return { ...opening, dayNotes: withoutNulls({ arrival, badge }) };
    },
    insert: async (organisation, { id, title, timeZone, template, at }) => {
      await db
        .insertInto('opening')
        .values({ organisation_id: organisation, id, title, time_zone: timeZone, created_at: at })
        .execute();
      await db
        .insertInto('loop_template')
        .values({ organisation_id: organisation, opening_id: id, document: JSON.stringify(template) })
        .execute();
    },
    update: (organisation, id, { title, timeZone, version }) =>
      change(db, organisation, { id, version, set: { title, time_zone: timeZone } }),
    updateDayNotes: (organisation, id, { arrival, badge, version }) =>
      change(db, organisation, { id, version, set: { arrival: arrival ?? null, badge: badge ?? null } }),
    updateTemplate: async (organisation, opening, { template, version }) => {
      const updated = await db
        .updateTable('loop_template')
        .set({ document: JSON.stringify(template), version: version + 1 })
        .where('organisation_id', '=', organisation)
        .where('opening_id', '=', opening)
        .where('version', '=', version)
        .executeTakeFirst();
      return updated.numUpdatedRows > 0n;
    },
    poolsAskedFor: (organisation) => poolsAskedFor(db, organisation),
    templates: (organisation) =>
      joined(db)
        .select(['o.id', 'o.title', 't.document as template'])
        .where('o.organisation_id', '=', organisation)
        .orderBy('o.title')
        .orderBy('o.id')
        .execute(),
  };
}

type Columns = Updateable<Database['opening']>;

/** False when `version` is not the stored one. */
async function change(
  db: Kysely<Database>,
  organisation: string,
  { id, version, set }: { readonly id: string; readonly version: number; readonly set: Columns },
): Promise<boolean> {
  const updated = await db
    .updateTable('opening')
    .set({ ...set, version: version + 1 })
    .where('organisation_id', '=', organisation)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

const joined = (db: Kysely<Database>) =>
  db
    .selectFrom('opening as o')
    .innerJoin('loop_template as t', (join) =>
      join.onRef('t.organisation_id', '=', 'o.organisation_id').onRef('t.opening_id', '=', 'o.id'),
    );

function list(db: Kysely<Database>, organisation: string): Promise<OpeningSummary[]> {
  return joined(db)
    .select(['o.id', 'o.title', 'o.time_zone as timeZone'])
    .select(sql<number>`jsonb_array_length(t.document->'modules')`.as('modules'))
    .select(
      sql<number>`(select count(*) from application a
        where a.organisation_id = o.organisation_id and a.opening_id = o.id)`.as('candidates'),
    )
    .select(
      sql<number>`(select count(*) from application a join loop l
          on l.organisation_id = a.organisation_id and l.application_id = a.id and l.status = 'confirmed'
        where a.organisation_id = o.organisation_id and a.opening_id = o.id)`.as('planned'),
    )
    .where('o.organisation_id', '=', organisation)
    .orderBy('o.created_at')
    .orderBy('o.id')
    .execute();
}

async function poolsAskedFor(db: Kysely<Database>, organisation: string): Promise<string[]> {
  const rows = await db
    .selectFrom('loop_template')
    .select('document')
    .where('organisation_id', '=', organisation)
    .execute();
  const seats = rows.flatMap(({ document }) => document.modules.flatMap((module) => module.seats));
  return [...new Set(seats.flatMap(({ pool }) => (pool === undefined ? [] : [pool])))];
}
