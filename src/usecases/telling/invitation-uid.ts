/** The UID of an event is made of the id of its invitation. */
const AFTER = '@second-round';
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function uidOf(invitation: string): string {
  return `${invitation}${AFTER}`;
}

/** Undefined for an event that is none of ours. */
export function invitationOfUid(uid: string): string | undefined {
  const id = uid.endsWith(AFTER) ? uid.slice(0, -AFTER.length) : '';
  return ID.test(id) ? id : undefined;
}
