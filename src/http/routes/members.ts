import {
  invitationMadeSchema,
  memberChangeSchema,
  membersViewSchema,
  newInvitationSchema,
} from '#contract/account.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Role } from '#domain/policy/viewer.ts';
import { asks, param, removes, tells, type Asked, type Route } from '#http/route.ts';
import { secretOf } from '#http/session-cookie.ts';
import { withAccount } from '#http/signed-in.ts';
import { changeMember, removeMember } from '#usecases/organisation/change-member.ts';
import type { Context } from '#usecases/context.ts';
import { inviteMember } from '#usecases/organisation/invite-member.ts';
import { takeFactors } from '#usecases/account/drop-factors.ts';
import { listMembers } from '#usecases/organisation/list-members.ts';
import { recentlyProven } from '#usecases/account/prove-it.ts';
import { withdrawInvitation } from '#usecases/organisation/withdraw-invitation.ts';
import { keyOf } from './people.ts';

const MANAGE = { deed: 'manage-accounts' } as const;

/** Who has an account in the organisation, and who is invited. */
export function memberRoutes(context: Context): readonly Route[] {
  return [
    asks({
      method: 'GET',
      path: '/api/o/:o/members',
      may: MANAGE,
      answer: membersViewSchema,
      run: (asked) => listMembers(context, param(asked, 'o')),
    }),
    tells({
      method: 'PUT',
      path: '/api/o/:o/members/:id',
      may: { ...MANAGE, of: 'person' },
      body: memberChangeSchema,
      answer: memberChangeSchema,
      run: async (asked) => {
        const safe = await safeToGive(context, asked, asked.body.roles);
        if (!safe.ok) return safe;
        const asker = asked.viewer.kind === 'member' ? asked.viewer.account : undefined;
        const done = await changeMember(context, memberKey(asked), { to: asked.body, asker });
        return done.ok ? ok(asked.body) : done;
      },
    }),
    removes('/api/o/:o/members/:id', { ...MANAGE, of: 'person' }, (asked) =>
      removeMember(context, memberKey(asked)),
    ),
    removes('/api/o/:o/members/:id/factors', { ...MANAGE, of: 'person' }, (asked) =>
      withAccount(asked, (asker) =>
        takeFactors(context, memberKey(asked), { account: asker, secret: secretOf(asked.headers) }),
      ),
    ),
    tells({
      method: 'POST',
      path: '/api/o/:o/invitations',
      may: MANAGE,
      names: ({ who }) => ('person' in who ? [{ kind: 'person', id: who.person }] : []),
      body: newInvitationSchema,
      answer: invitationMadeSchema,
      run: async (asked) => {
        const safe = await safeToGive(context, asked, asked.body.roles);
        if (!safe.ok) return safe;
        const { body, origin } = asked;
        return inviteMember(context, { organisation: param(asked, 'o'), origin }, body);
      },
    }),
    removes('/api/o/:o/invitations/:id', MANAGE, (asked) => withdrawInvitation(context, keyOf(asked))),
  ];
}

/** Who is made an administrator lets others in: an administrator's browser left open is not enough. */
async function safeToGive(
  context: Context,
  { viewer, headers }: Asked<unknown>,
  roles: readonly Role[],
): Promise<Result<null, Refusal>> {
  if (viewer.kind !== 'member' || !roles.includes('administrator')) return ok(null);
  return recentlyProven(context, secretOf(headers));
}

function memberKey(asked: Asked<unknown>): { readonly organisation: string; readonly person: string } {
  const { organisation, id } = keyOf(asked);
  return { organisation, person: id };
}
