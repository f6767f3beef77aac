/** One seat of a panel in words: who may sit there, how many, in which role. */
import type { TemplateSeat } from '#domain/template/loop-template.ts';
import { isTrainingRole } from '#domain/people/training.ts';
import { t } from '#web/words/words.ts';

type Named = { readonly id: string; readonly name: string };

export function seatWords(seat: TemplateSeat, people: readonly Named[]): string {
  const role = seat.role === undefined || seat.role === 'panelist' ? '' : ` (${t(`role.${seat.role}`)})`;
  const optional = seat.optional === true ? t('seat.ifPossible') : '';
  return `${whoWords(seat, people)}${role}${optional}`;
}

function whoWords(seat: TemplateSeat, people: readonly Named[]): string {
  if (seat.everyone === true) return t('seat.everyoneWords');
  const count = seat.count ?? 1;
  if (seat.pool !== undefined) {
    const learns = isTrainingRole(seat.role) && seat.anyone !== true;
    return t(learns ? 'seat.trainee' : 'seat.ofPool', { count, pool: seat.pool });
  }
  const names = (seat.people ?? []).map(
    (id) => people.find((person) => person.id === id)?.name ?? t('seat.gone'),
  );
  if (names.length === count) return names.join(', ');
  return t('seat.ofPeople', { count, names: names.join(', ') });
}
