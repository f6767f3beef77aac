/** One message of the ledger in words. */
import type { EntryView } from '#contract/ledger.ts';
import { shortDay, timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

type Message = EntryView['messages'][number];

export function messageWords(message: Message, zone: string): string {
  return `${t(`ledger.kind.${message.kind}`)}: ${stateWords(message, zone)}`;
}

function stateWords(message: Message, zone: string): string {
  const { state, attempts, toldAt, nextAt, delivery } = message;
  const when = toldAt === undefined ? '' : momentWords(toldAt, zone);
  switch (state) {
    case 'waits': {
      const next = nextAt === undefined ? t('ledger.soon') : momentWords(nextAt, zone);
      return message.problem !== undefined
        ? t('ledger.state.retried', { count: attempts, when: next })
        : t('ledger.state.waits', { when: next });
    }
    case 'sent':
      return t(`ledger.state.${delivery ?? 'sent'}`, { when });
    case 'by-hand':
      return t('ledger.state.byHand');
    case 'told':
      return t('ledger.state.told', { when });
    case 'withdrawn':
    case 'dead':
      return t(`ledger.state.${state}`);
  }
}

/** What stands in the calendar into which they have it written. */
export function calendarWords(
  { standing, at, nextAt, byHand }: NonNullable<EntryView['calendar']>,
  zone: string,
): string {
  const when = at === undefined ? '' : momentWords(at, zone);
  const next = nextAt === undefined ? t('ledger.soon') : momentWords(nextAt, zone);
  const words = t(`ledger.calendar.${standing}`, { when, next });
  return byHand === undefined || standing !== 'written' ? words : `${words} ${t(`ledger.byHand.${byHand}`)}`;
}

/** `Mon 7 Dec, 09:00` */
export function momentWords(instant: string, zone: string): string {
  return `${shortDay(instant, zone)}, ${timeWords(instant, zone)}`;
}

/** Why the newest message did not arrive. */
export function problemWords({ messages }: EntryView): string | undefined {
  const problem = messages[0]?.problem;
  if (problem === undefined) return undefined;
  if (problem === 'no-address' || problem === 'no-mail' || problem === 'sample' || problem === 'unreachable')
    return t(`ledger.why.${problem}`);
  const [, figures] = /answered (55\d(?: 5\.[\d.]+)?) to RCPT TO/.exec(problem) ?? [];
  return figures === undefined ? t('ledger.why.other', { problem }) : t('ledger.why.refused', { figures });
}
