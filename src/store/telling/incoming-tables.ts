/** The table of mail that came in as Kysely sees it; see the migration `incoming-mail`. */
import type { Generated } from 'kysely';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { DeliveryReport } from '#domain/telling/incoming-mail.ts';
import type { GivenResponse, NoEffect } from '#domain/telling/answers.ts';
import type { KeptKind } from '#domain/telling/kept-mail.ts';

export type IncomingTables = {
  incoming_mail: {
    organisation_id: string | null;
    id: string;
    hash: string;
    received_at: Generated<Instant>;
    invitation_id: string | null;
    kind: KeptKind;
    why: NoEffect | null;
    response: GivenResponse | null;
    sender: string | null;
    subject: Generated<string>;
    words: string | null;
    starts_at: Instant | null;
    ends_at: Instant | null;
    outcome: DeliveryReport['outcome'] | null;
    address: string | null;
    status: string | null;
    open: boolean;
    settled_at: Instant | null;
    settled_by: string | null;
  };
};
