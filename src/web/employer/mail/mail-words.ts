/** One mail that came in, in words. */
import type { MailSeen } from '#contract/mail.ts';
import { t } from '#web/words/words.ts';

/** Who it is about, or else who sent it. */
export function nameIn({ about, sender }: MailSeen): string {
  return about?.name ?? sender ?? t('mail.somebody');
}

export function whatWords(mail: MailSeen): string {
  const name = nameIn(mail);
  const { kind, response, outcome } = mail;
  if (kind === 'answer' && response !== undefined) return t(`mail.what.${response}`, { name });
  if (kind === 'delivery' && outcome !== undefined) {
    return t(`mail.what.${outcome}`, { name: mail.about?.name ?? mail.address ?? t('mail.somebody') });
  }
  return kind === 'answer' || kind === 'delivery'
    ? t('mail.what.nothing', { name })
    : t(`mail.what.${kind}`, { name });
}

/** What the day hangs on comes first; of the same the newest. */
const FIRST: readonly MailSeen['kind'][] = [
  'answer',
  'proposal',
  'delegation',
  'delivery',
  'words',
  'complaint',
];

export function byUrgency(mails: readonly MailSeen[]): readonly MailSeen[] {
  const rank = ({ kind }: MailSeen): number => (FIRST.includes(kind) ? FIRST.indexOf(kind) : FIRST.length);
  return mails.toSorted((a, b) => rank(a) - rank(b));
}

/** What follows from it, where that is not plain. */
export function noteWords({ kind, why, response, outcome, status }: MailSeen): string | undefined {
  if (why !== undefined) return t(`mail.why.${why}`);
  if (kind === 'answer' && response === 'declined') return t('mail.stays');
  if (kind === 'proposal' || kind === 'delegation') return t('mail.moves');
  if (outcome === 'unreachable') return t('mail.forUnreachable');
  return status === undefined ? undefined : t('mail.status', { status });
}
