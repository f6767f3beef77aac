/** What the page asks about accounts, sessions, invitations and members. */
import {
  invitationMadeSchema,
  invitationViewSchema,
  joinedViewSchema,
  membersViewSchema,
  signedInListSchema,
  whoSchema,
  type AcceptanceRequest,
  type InvitationMade,
  type InvitationView,
  type JoinedView,
  type MemberChange,
  type MembersView,
  type NewInvitation,
  type PasswordChange,
  type SetUpRequest,
  type SignedInList,
  type SignInRequest,
  type Who,
} from '#contract/account.ts';
import { ask, post, put, remove, unread } from './ask.ts';

export const accounts = {
  who: (): Promise<Who> => ask(whoSchema, '/api/account'),
  setUp: (request: SetUpRequest): Promise<void> => post(unread, '/api/set-up', request),
  signIn: (request: SignInRequest): Promise<void> => post(unread, '/api/session', request),
  signOut: (): Promise<void> => remove('/api/session'),
  rename: (name: string): Promise<void> => put('/api/account', { name }),
  setPassword: (change: PasswordChange): Promise<void> => put('/api/account/password', change),
  sessions: (): Promise<SignedInList> => ask(signedInListSchema, '/api/account/sessions'),
  endSession: (id: string): Promise<void> => remove(`/api/account/sessions/${id}`),
  signOutEverywhere: (): Promise<void> => remove('/api/account/sessions'),
};

export const invitations = {
  look: (token: string): Promise<InvitationView> =>
    post(invitationViewSchema, '/api/invitations/look', { token }),
  accept: (request: AcceptanceRequest): Promise<JoinedView> =>
    post(joinedViewSchema, '/api/invitations/accept', request),
  join: (token: string): Promise<JoinedView> => post(joinedViewSchema, '/api/invitations/join', { token }),
};

export const members = {
  read: (o: string): Promise<MembersView> => ask(membersViewSchema, `/api/o/${o}/members`),
  change: (o: string, person: string, change: MemberChange): Promise<void> =>
    put(`/api/o/${o}/members/${person}`, change),
  remove: (o: string, person: string): Promise<void> => remove(`/api/o/${o}/members/${person}`),
  invite: (o: string, invitation: NewInvitation): Promise<InvitationMade> =>
    post(invitationMadeSchema, `/api/o/${o}/invitations`, invitation),
  withdraw: (o: string, id: string): Promise<void> => remove(`/api/o/${o}/invitations/${id}`),
};
