import { sql, type Kysely } from 'kysely';
import type { Said } from '#domain/telling/ledger.ts';
import type { Database } from '#store/schema.ts';

/** `says`: what its newest message said that was no cancellation. `stands`: that no later one cancelled it. */
export type CandidateInvitation = {
  readonly id: string;
  readonly part: string;
  readonly sequence: number;
  readonly says: Said;
  readonly stands: boolean;
};

/** Of one loop, by part. */
export async function candidateInvitations(
  db: Kysely<Database>,
  organisation: string,
  loop: string,
): Promise<CandidateInvitation[]> {
  const { rows } = await sql<CandidateInvitation>`
    select i.id, i.part, greatest(i.sequence, 0) as sequence, last.says, newest.says is not null as stands
    from session_invitation i
      join lateral (select m.says from ledger_message m
        where m.organisation_id = i.organisation_id and m.invitation_id = i.id and m.says is not null
        order by m.sequence desc limit 1) last on true
      left join lateral (select m.says from ledger_message m
        where m.organisation_id = i.organisation_id and m.invitation_id = i.id and m.state <> 'withdrawn'
          and m.kind not in ('reminder', 'question')
        order by m.sequence desc limit 1) newest on true
    where i.organisation_id = ${organisation} and i.loop_id = ${loop}
    order by i.part, i.id`.execute(db);
  return rows;
}
