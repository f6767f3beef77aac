/** What is kept of a mail that came in, so that nobody's answer is lost. */
import type { AnswerVerdict, GivenResponse, NoEffect } from './answers.ts';
import type { DeliveryReport, IncomingMail } from './incoming-mail.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';

export const KEPT_KINDS = [
  'answer',
  'proposal',
  'delegation',
  'words',
  'automatic',
  'delivery',
  'complaint',
  'nothing',
] as const;
export type KeptKind = (typeof KEPT_KINDS)[number];

/** What a mail came to. `nothing`: it changed nothing, for the reason in `why`. */
export type MailEffect =
  | { readonly kind: 'answer'; readonly response: GivenResponse }
  | { readonly kind: 'proposal'; readonly start: Instant; readonly end: Instant }
  | { readonly kind: 'delegation' | 'words' | 'automatic' | 'complaint' }
  | { readonly kind: 'delivery'; readonly report: DeliveryReport }
  | { readonly kind: 'nothing'; readonly why: NoEffect };

/** What they wrote; in a mail that is long, the beginning. */
export type KeptMail = {
  readonly effect: MailEffect;
  readonly sender?: string;
  readonly subject: string;
  readonly words?: string;
  /** Somebody should look at it. */
  readonly open: boolean;
};

/** What an answer of a calendar program came to. */
export function effectOf(verdict: AnswerVerdict): MailEffect {
  if (verdict.effect === 'answered') return { kind: 'answer', response: verdict.response };
  if (verdict.effect === 'none') return { kind: 'nothing', why: verdict.why };
  return verdict.time === undefined ? { kind: 'delegation' } : { kind: 'proposal', ...verdict.time };
}

/** Nobody needs to look at what only repeats, at who comes as asked without a word more, or at who is away for a while. */
const QUIET: readonly NoEffect[] = ['repeated', 'older'];

export function keptMail(mail: IncomingMail, effect: MailEffect, comment = ''): KeptMail {
  const words = [comment, wordsIn(mail)].find((text) => text !== '') ?? '';
  return {
    effect,
    ...(mail.from === undefined ? {} : { sender: mail.from }),
    subject: mail.subject,
    ...(words === '' ? {} : { words }),
    open: asksForALook(effect, comment),
  };
}

/** Calendar programs write "Ada has accepted" beside their answer, so only a comment counts as words there. */
function wordsIn({ content }: IncomingMail): string {
  return content.kind === 'words' || content.kind === 'automatic' ? content.words : '';
}

function asksForALook(effect: MailEffect, comment: string): boolean {
  switch (effect.kind) {
    case 'answer':
      return effect.response === 'declined' || comment !== '';
    case 'automatic':
      return false;
    case 'delivery':
      return effect.report.outcome === 'unreachable' || effect.report.outcome === 'failed';
    case 'nothing':
      return !QUIET.includes(effect.why);
    case 'proposal':
    case 'delegation':
    case 'words':
    case 'complaint':
      return true;
  }
}

/** In which order one mail's reports are told: what is worst of them. */
const WORST = ['unreachable', 'failed', 'delayed', 'delivered'] as const;

/** What a report says of this address, or of the only one that it names. */
export function reportFor(
  reports: readonly DeliveryReport[],
  address: string | undefined,
): DeliveryReport | undefined {
  const about = reports.filter((report) => report.address === undefined || report.address === address);
  const [worst] = (about.length > 0 ? about : reports).toSorted(
    (a, b) => WORST.indexOf(a.outcome) - WORST.indexOf(b.outcome),
  );
  return worst;
}
