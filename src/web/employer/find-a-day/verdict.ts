/** What a verdict comes to, apart from how it looks. */
import type { Verdict } from '#contract/plan-change.ts';
import { t } from '#web/words/words.ts';
import type { Mark } from '#web/parts/timeline-hand.ts';

export function markOf({ broken, worse }: Verdict): Mark {
  if (broken.length > 0) return 'broken';
  return worse.length > 0 ? 'more' : 'free';
}

/** All of it in one sentence, for whoever cannot see the marks. */
export function verdictWords(verdict: Verdict): string {
  if (verdict.broken.length > 0) {
    const rules = verdict.broken.map(({ place, text }) => `${place}: ${text}`).join('; ');
    return t('change.breaks', { count: verdict.broken.length, rules });
  }
  if (verdict.worse.length > 0) return t('change.more', { what: verdict.worse.join(', ') });
  if (verdict.better.length > 0) return t('change.better', { what: verdict.better.join(', ') });
  return t('change.free');
}

/** Short enough for a list to choose from. */
export function verdictMark(verdict: Verdict): string {
  const mark = markOf(verdict);
  if (mark === 'broken') return t('change.mark.broken', { count: verdict.broken.length });
  return t(`change.mark.${mark}`);
}
