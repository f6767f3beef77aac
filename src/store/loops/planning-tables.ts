/** The tables of people, openings and loops as Kysely sees them; see migrations 000003 and later. */
import type { ColumnType, Generated } from 'kysely';
import type { ChangeKind, ChangeReason } from '#domain/loop/change-request.ts';
import type { MarkKind } from '#domain/day/day.ts';
import type {
  Instant,
  Interval,
  Kind,
  LocalDate,
  LocalHours,
  Role,
  WorkingHours,
} from '#domain/planning/loop-problem.ts';
import type { LoopTemplate } from '#domain/template/loop-template.ts';
import type { LoopStatus } from '#domain/loop/loop.ts';
import type { PlanChoice } from '#domain/planning/plan-choice.ts';
import type { TeamRole } from '#domain/policy/policy.ts';
import type { MemberState } from '#domain/people/training.ts';
import type { CalendarTables } from '#store/calendars/calendar-tables.ts';

type InstantOrNull = ColumnType<Instant | null, Instant | undefined, Instant | null>;
/** A document: comes out parsed, goes in as JSON text. */
type Json<T> = ColumnType<T, string, string>;
type JsonOrNull<T> = ColumnType<T | null, string | null, string | null>;

type PersonTable = {
  organisation_id: string;
  id: string;
  version: Generated<number>;
  name: string;
  email: string | null;
  time_zone: string;
  title: string | null;
  works: Json<readonly WorkingHours[]>;
  prefers: JsonOrNull<LocalHours>;
  max_per_day: number | null;
  max_per_week: number | null;
  gap: number | null;
  removed_at: Instant | null;
  outside: Generated<boolean>;
  feed_names: Generated<boolean>;
  unreachable_at: Instant | null;
};

type PoolMemberTable = {
  organisation_id: string;
  pool: string;
  person_id: string;
  version: Generated<number>;
  state: ColumnType<MemberState, MemberState | undefined, MemberState>;
  shadowed_before: Generated<number>;
  reversed_before: Generated<number>;
};

type TrainingPathTable = {
  organisation_id: string;
  pool: string;
  version: Generated<number>;
  shadow: number;
  reverse_shadow: number;
};

type RoomTable = {
  organisation_id: string;
  id: string;
  version: Generated<number>;
  name: string;
  seats: number | null;
  features: Json<readonly string[]>;
  site: string | null;
  way_there: ColumnType<string | null, string | null | undefined, string | null>;
  removed_at: Instant | null;
};

type OpeningTable = {
  organisation_id: string;
  id: string;
  version: Generated<number>;
  title: string;
  time_zone: string;
  created_at: Instant;
  arrival: ColumnType<string | null, string | undefined, string | null>;
  badge: ColumnType<string | null, string | undefined, string | null>;
};

type LoopTemplateTable = {
  organisation_id: string;
  opening_id: string;
  version: Generated<number>;
  document: Json<LoopTemplate>;
};

type ApplicationTable = {
  organisation_id: string;
  id: string;
  version: Generated<number>;
  opening_id: string;
  candidate_id: string;
  available: Json<readonly Interval[]>;
  added_at: Instant;
  times_asked_at: InstantOrNull;
  times_said_at: InstantOrNull;
};

type LoopTable = {
  organisation_id: string;
  id: string;
  application_id: string;
  status: LoopStatus;
  sequence: number;
  template_version: number;
  changed_at: Instant;
  superday_id: string | null;
};

type SuperdayTable = { organisation_id: string; id: string; opening_id: string; confirmed_at: Instant };

type SessionTable = {
  organisation_id: string;
  id: string;
  module: string;
  title: string;
  kind: Kind;
  purpose: string | null;
  evaluated: boolean;
  wall_start: string;
  time_zone: string;
  starts_at: Instant;
  ends_at: Instant;
  tz_version: string;
  room_id: string | null;
};

type CandidateNeedsTable = {
  organisation_id: string;
  candidate_id: string;
  said: string | null;
  access: string | null;
  diet: string | null;
  remark: string | null;
  changed_at: Instant;
};

type LinkTable = {
  organisation_id: string;
  token: string;
  loop_id: ColumnType<string | null, string | undefined, never>;
  person_id: ColumnType<string | null, string | undefined, never>;
  application_id: ColumnType<string | null, string | undefined, never>;
};

type OfferTable = {
  organisation_id: string;
  id: string;
  application_id: string;
  status: 'open' | 'chosen' | 'ended';
  note: string | null;
  made_at: Instant;
  held_until: Instant;
  seen_at: InstantOrNull;
};

type ChangeRequestTable = {
  organisation_id: string;
  id: string;
  application_id: string;
  loop_id: string | null;
  session_id: string | null;
  person_id: string | null;
  what: ChangeKind;
  reason: ChangeReason | null;
  words: string | null;
  days: Json<readonly LocalDate[]>;
  made_at: Instant;
  undo_until: Instant | null;
  settled_at: Instant | null;
};

type DayMarkTable = {
  organisation_id: string;
  id: string;
  loop_id: string | null;
  session_id: string | null;
  what: MarkKind;
  turn: number;
  minutes: number | null;
  until_at: Instant | null;
  at: Instant;
  person_id: string | null;
};

export type PlanningTables = CalendarTables & {
  person: PersonTable;
  pool_member: PoolMemberTable;
  training_path: TrainingPathTable;
  room: RoomTable;
  walking: { organisation_id: string; site: string; other_site: string; minutes: number };
  opening: OpeningTable;
  loop_template: LoopTemplateTable;
  candidate: {
    organisation_id: string;
    id: string;
    name: string;
    email: string | null;
    time_zone: string;
    unreachable_at: Instant | null;
  };
  application: ApplicationTable;
  loop: LoopTable;
  session: SessionTable;
  session_loop: { organisation_id: string; session_id: string; loop_id: string; module: string };
  superday: SuperdayTable;
  session_person: {
    organisation_id: string;
    session_id: string;
    person_id: string;
    seat: number;
    role: Role;
    pool: string | null;
  };
  session_decline: {
    organisation_id: string;
    session_id: string;
    person_id: string;
    declined_at: Instant;
  };
  day_mark: DayMarkTable;
  day_mark_taken_back: {
    organisation_id: string;
    mark_id: string;
    at: Instant;
    person_id: string | null;
  };
  hiring_team: { organisation_id: string; opening_id: string; person_id: string; role: TeamRole };
  panel_link: {
    organisation_id: string;
    session_id: string;
    person_id: string;
    token_hash: string;
    made_at: Generated<Instant>;
  };
  ended_link: {
    organisation_id: string;
    token_hash: string;
    opening_id: string;
    ended_at: Generated<Instant>;
  };
  candidate_needs: CandidateNeedsTable;
  sitting_code: { organisation_id: string; holder: string; code_hash: string; ends_at: Instant };
  sitting: { secret_hash: string; organisation_id: string; holder: string; ends_at: Instant };
  link: LinkTable;
  offer: OfferTable;
  offer_day: { organisation_id: string; offer_id: string; number: number; plan: Json<PlanChoice> };
  change_request: ChangeRequestTable;
  kept_answer: {
    organisation_id: string;
    action: string;
    key: string;
    fingerprint: string;
    answer: Json<unknown>;
    kept_at: Instant;
  };
};
