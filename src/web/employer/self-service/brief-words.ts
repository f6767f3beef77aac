/** Where things stand with a candidate who has no loop yet, in one line. */
import type { ApplicationView } from '#contract/opening.ts';
import { dayWords, timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

/** The newest that matters; undefined where nothing was asked, said or offered. */
export function briefWords({ selfService, name }: ApplicationView, zone: string): string | undefined {
  const { offer, saidAt, askedAt, wants = [] } = selfService ?? {};
  if (wants.includes('another-day')) return t('brief.another', { name });
  if (offer !== undefined) {
    const count = offer.days;
    if (offer.over) return t('brief.over', { count });
    const until = { day: dayWords(offer.heldUntil, zone), time: timeWords(offer.heldUntil, zone) };
    return t(offer.seenAt === undefined ? 'brief.offered' : 'brief.seen', { count, ...until });
  }
  if (saidAt !== undefined) return t('brief.said', { day: dayWords(saidAt, zone) });
  if (askedAt !== undefined) return t('brief.asked', { day: dayWords(askedAt, zone) });
  return undefined;
}
