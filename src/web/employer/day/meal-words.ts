import type { DaySession } from '#contract/day.ts';
import { namesText } from '#domain/names.ts';
import { t } from '#web/words/words.ts';

/** Of a meal: who hosts it, and whether it is evaluated. `Mara Lind hosts. This meal is not evaluated.` */
export function mealWords({ kind, hosts, evaluated, you }: DaySession): string | undefined {
  if (kind !== 'meal') return undefined;
  const host = you === 'host' ? t('meal.youHost') : hostsWords(hosts);
  return `${host}${t(evaluated ? 'meal.counts' : 'meal.free')}`;
}

function hostsWords(hosts: readonly string[]): string {
  return hosts.length === 0 ? '' : t('meal.hosts', { count: hosts.length, names: namesText(hosts) });
}
