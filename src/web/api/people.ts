/** People, pools and rooms. */
import {
  importReportSchema,
  peopleViewSchema,
  type ImportReport,
  type PeopleView,
  type PersonChange,
  type PersonDetails,
  type RoomChange,
  type RoomDetails,
  type WalkingChange,
} from '#contract/people.ts';
import {
  handedOverSchema,
  leavingSchema,
  type HandedOver,
  type HandOverAcceptance,
  type Leaving,
  type OffersAsked,
} from '#contract/leaving.ts';
import { poolsViewSchema, type MemberChange, type PathChange, type PoolsView } from '#contract/pools.ts';
import { ask, post, put, remove, unread } from './ask.ts';

export const people = {
  read: (o: string): Promise<PeopleView> => ask(peopleViewSchema, `/api/o/${o}/people`),
  add: (o: string, person: PersonDetails): Promise<void> => post(unread, `/api/o/${o}/people`, person),
  change: (o: string, id: string, person: PersonChange): Promise<void> =>
    put(`/api/o/${o}/people/${id}`, person),
  remove: (o: string, id: string): Promise<void> => remove(`/api/o/${o}/people/${id}`),
  /** How the sessions of somebody who leaves can be handed over. */
  handOvers: (o: string, id: string, asked: OffersAsked): Promise<Leaving> =>
    post(leavingSchema, `/api/o/${o}/people/${id}/hand-overs`, asked),
  /** `key` stays the same when the same is accepted again, so that it is booked once. */
  handOver: (
    o: string,
    id: string,
    choice: { acceptance: HandOverAcceptance; key: string },
  ): Promise<HandedOver> =>
    ask(handedOverSchema, `/api/o/${o}/people/${id}/hand-over`, {
      method: 'POST',
      body: choice.acceptance,
      headers: { 'idempotency-key': choice.key },
    }),
  setCalendar: (o: string, id: string, file: File): Promise<void> =>
    put(`/api/o/${o}/people/${id}/calendar?name=${encodeURIComponent(file.name)}`, file),
  forgetCalendar: (o: string, id: string): Promise<void> => remove(`/api/o/${o}/people/${id}/calendar`),
  setWalking: (o: string, walking: WalkingChange): Promise<void> => put(`/api/o/${o}/walking`, walking),
  importFiles: (o: string, files: FormData): Promise<ImportReport> =>
    post(importReportSchema, `/api/o/${o}/import`, files),
};

export const pools = {
  read: (o: string): Promise<PoolsView> => ask(poolsViewSchema, `/api/o/${o}/pools`),
  setMember: (o: string, person: string, change: MemberChange): Promise<void> =>
    put(`/api/o/${o}/people/${person}/pool`, change),
  setPath: (o: string, change: PathChange): Promise<void> => put(`/api/o/${o}/pools/path`, change),
};

export const rooms = {
  add: (o: string, room: RoomDetails): Promise<void> => post(unread, `/api/o/${o}/rooms`, room),
  change: (o: string, id: string, room: RoomChange): Promise<void> => put(`/api/o/${o}/rooms/${id}`, room),
  remove: (o: string, id: string): Promise<void> => remove(`/api/o/${o}/rooms/${id}`),
};
