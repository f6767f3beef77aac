import { namesText } from '#domain/names.ts';
import type { Role } from '#domain/policy/viewer.ts';
import { t } from '#web/words/words.ts';

/** `coordinator and interviewer` */
export function rolesWords(roles: readonly Role[]): string {
  return namesText(
    roles.map((role) => t(`memberRole.${role}`).toLowerCase()),
    roles.length,
  );
}
