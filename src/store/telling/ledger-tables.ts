/** The tables of the ledger as Kysely sees them; see the migration `ledger`. */
import type { ColumnType, Generated } from 'kysely';
import type { CandidateEvents, MessageKind, Response, Said } from '#domain/telling/ledger.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';

export type LedgerTables = {
  opening_telling: {
    organisation_id: string;
    opening_id: string;
    organiser_id: string | null;
    candidate_events: Generated<CandidateEvents>;
    remind_candidate_minutes: number | null;
    remind_people_minutes: number | null;
  };
  session_invitation: {
    organisation_id: string;
    id: string;
    person_id: string | null;
    session_id: string | null;
    candidate_id: string | null;
    loop_id: string | null;
    part: string | null;
    sequence: Generated<number>;
    asked_sequence: Generated<number>;
    secret: string;
    secret_hash: string;
    response: Generated<Response>;
    response_sequence: number | null;
    response_stamp: Instant | null;
    responded_at: Instant | null;
  };
  ledger_message: {
    organisation_id: string;
    id: string;
    invitation_id: string;
    kind: MessageKind;
    sequence: number;
    says: ColumnType<Said | null, string | null, never>;
    made_at: Instant;
    state: 'waits' | 'sent' | 'withdrawn' | 'dead' | 'by-hand' | 'told';
    attempts: Generated<number>;
    problem: string | null;
    told_at: Instant | null;
    delivery: 'delivered' | 'delayed' | 'bounced' | null;
    delivery_at: Instant | null;
  };
};
