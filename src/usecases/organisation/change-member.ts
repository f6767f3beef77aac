import { keepsAdministrator } from '#domain/account/account.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Role } from '#domain/policy/viewer.ts';
import type { StoredMember } from '#store/people/members.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';
import { writing } from '#usecases/scope.ts';

type MemberKey = { readonly organisation: string; readonly person: string };
type Change = { readonly roles: readonly Role[]; readonly disabled: boolean };

/**
 * Roles, and whether the member may come in. Where something is taken away from somebody, all their sessions end;
 * `asker` keeps theirs, since what they may do is read anew with each request.
 */
export function changeMember(
  context: Context,
  key: MemberKey,
  { to, asker }: { readonly to: Change; readonly asker: string | undefined },
): Promise<Result<null, Refusal>> {
  return writing(context, key.organisation, async (tables) => {
    const found = await memberToChange(tables, key, to);
    if (!found.ok) return found;
    const before = found.value;
    const actions = actionsOf(before, to);
    if (actions.length === 0) return ok(null);
    await tables.members.change(key.organisation, key.person, to);
    for (const action of actions) {
      record(context, tables, { organisation: key.organisation, action, id: key.person });
    }
    const less = before.roles.some((role) => !to.roles.includes(role));
    if (to.disabled || (less && before.account !== asker)) {
      await tables.accountSessions.endAll(before.account);
    }
    return ok(null);
  });
}

type Action = 'member-roles-changed' | 'member-disabled' | 'member-enabled';

function actionsOf(before: Change, { roles, disabled }: Change): readonly Action[] {
  const same = roles.length === before.roles.length && roles.every((role) => before.roles.includes(role));
  const actions: Action[] = same ? [] : ['member-roles-changed'];
  if (disabled !== before.disabled) actions.push(disabled ? 'member-disabled' : 'member-enabled');
  return actions;
}

/**
 * The person stays; the account is a member no more, and all its sessions end. The calendar feed gets another address,
 * since whoever was the member knows the one before.
 */
export function removeMember(context: Context, key: MemberKey): Promise<Result<null, Refusal>> {
  const { organisation, person } = key;
  const feed = context.newToken();
  return writing(context, organisation, async (tables) => {
    const taken = await takeMembership(context, tables, key);
    if (!taken.ok) return taken;
    await tables.links.renewFeed(organisation, person, feed);
    record(context, tables, { organisation, action: 'feed-renewed', id: person });
    return taken;
  });
}

export async function takeMembership(
  context: Context,
  tables: Writing,
  key: MemberKey,
): Promise<Result<null, Refusal>> {
  const found = await memberToChange(tables, key, undefined);
  if (!found.ok) return found;
  await tables.members.remove(key.organisation, key.person);
  await tables.identities.unlink(key.organisation, found.value.account);
  await tables.accountSessions.endAll(found.value.account);
  record(context, tables, { organisation: key.organisation, action: 'member-removed', id: key.person });
  return ok(null);
}

/** The member, unless the change would leave nobody who can let others in. */
async function memberToChange(
  tables: Writing,
  { organisation, person }: MemberKey,
  to: Change | undefined,
): Promise<Result<StoredMember, Refusal>> {
  await tables.members.lock(organisation);
  const members = await tables.members.list(organisation);
  const member = members.find((one) => one.person === person);
  if (member === undefined) return refuse(notFound('member'));
  const after = members.flatMap((one) => {
    if (one.person !== person) return [one];
    return to === undefined ? [] : [{ ...one, ...to }];
  });
  if (keepsAdministrator(after)) return ok(member);
  const text = `${member.name} is the last administrator here. Make somebody else one first.`;
  return refuse({ code: 'in-use', text });
}
