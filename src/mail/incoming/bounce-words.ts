/** The words of mail servers. They were collected from the reports of some seventy mail systems. */
import type { DeliveryReport } from '#domain/telling/incoming-mail.ts';

/** Where the mail that came back begins: what stands after it is not the server's. */
const RETURNED_BELOW =
  /^[ >]*(?:-{2,}.{0,30}(?:original|returned|unsent|copy of|message (?:text|header)|below this line).*|(?:below|included) (?:this line )?is a copy.*|original message (?:follows|headers?).*|received: .*|return-path: .*|x-sender.*|message-id: .*|dkim-signature: .*|\|-+ message text.*|mime-version: .*)$/im;

/** The server's own words. */
export function noticeOf(text: string): string {
  const below = RETURNED_BELOW.exec(text);
  const notice = below === null ? text : text.slice(0, below.index);
  return notice.trim() === '' ? text.slice(0, 4000) : notice.slice(0, 8000);
}

const DELIVERY =
  /(?:could|can|was|were|has|have|is|will)(?: ?n[o']t| not|not)? (?:yet )?(?:be |been )?(?:able to )?deliver|undeliver|delivery (?:to|of|has|attempt|status|problem|fail)|failed (?:permanently|addresses|recipients?)|following (?:address|recipient|message|to:)|(?:user|host|recipient|mailbox|address|account)(?: address)? (?:is )?(?:unknown|not found|rejected|unavailable|full|disabled|does ?n[o']t|not exist)|(?:unknown|no such|invalid) (?:user|host|recipient|address|mailbox|domain)|permanent(?: fatal)? (?:error|failure)|transcript of session|(?:SMTP|remote).{0,30}(?:error|said|server|replied)|quota|returned to (?:you|sender)|fail(?:ed|ure) (?:to deliver|reasons?)|not (?:a )?member|unable to (?:deliver|send)|message (?:was|could).{0,20}(?:rejected|not)|\b[45]\d\d[ -][45]\.\d\.\d|送信できません|配信|送信に失敗|エラー|届け|unzustellbar|no encontr|rejected/i;

export function speaksOfDelivery(words: string): boolean {
  return DELIVERY.test(words.slice(0, 4000));
}

const DELAY =
  /\bdelay(?:ed)?\b|warning message only|do not need to resend|still being retried|will (?:be retried|keep trying|continue to)|not yet been delivered|could not be delivered (?:yet|within)|\(delay\)|temporar(?:y|ily).{0,40}will/i;

export function isDelayNotice(words: string, subject: string): boolean {
  if (/given up|not going to try|permanent|expired|no longer|fail(?:ed|ure)/i.test(subject)) return false;
  return (
    DELAY.test(subject) ||
    (DELAY.test(words) && !/given up|not going to try again|failed permanently|permanent/i.test(words))
  );
}

/** Reasons that have nothing to do with whether the address exists. */
const OTHER =
  /\bfull\b|quota|over ?limit|too (?:large|big|many)|size limit|exceed|spam|blacklist|block(?:ed|list)|\bspf\b|dkim|dmarc|reputation|polic(?:y|ies)|virus|reverse|\bptr\b|relaying|not relay|open relay|relay (?:access|not|den)|authenticat|greylist|try again later|temporar|time-?out|timed out|refused|expired|loop|too long in queue|retry time|content|sender (?:address )?(?:is )?(?:rejected|denied|verif|domain)|(?<!address rejected: )access denied|not authori[sz]ed|permission|prohibited|forbidden|unroutable sender|banned|listed (?:by|in|at)|abuse|rate limit|at a rate|disk space/i;

/** Nobody can be reached there. */
const GONE =
  /(?:user|recipient|mailbox|address|account|addressee|alias|mail ?box|member)[^.\n]{0,40}(?:unknown|not (?:be )?found|not exist|doesn.?t|does not|isn.?t|no longer|disabled|inactive|suspended|discontinued|invalid|not (?:listed|known|valid|present)|unavailable|deleted|terminated|locked|moved)|(?:unknown|no such|invalid|bad|non-?existent|inactive|nonexistent|not a valid) (?:local )?(?:user|recipient|address|mailbox|account|person|host|domain|destination|addressee|virtual)|no (?:mailbox|account) (?:here|by that)|host (?:or domain name )?(?:unknown|not found)|unknown host|domain (?:name )?(?:does not exist|not found)|host \S+ not found|address not found|(?:address|domain \S+) couldn.t be found|no mx|no smtp service|address rejected|name service error|name or service not known|nxdomain|unrouteable (?:mail )?(?:address|domain)|not a (?:known|local|valid) user|user not|doesn.?t have an? \S+ account|does not (?:have|accept) (?:an? )?(?:mail|account|null)|null ?mx|has moved|no mail(?:er)? exchange|couldn.?t find any host|あて先|見つかりません|存在しません|宛先/i;

const GONE_STATUS = ['5.1.0', '5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1', '5.4.4', '5.1.351'];

/** A failure that may end by itself; of an address (4.1.x) it is the server's way to say so of those it does not know. */
const PASSING = /^4\.(?!1\.)/;

/** What a failure says about the address. A status alone often lies, so words that say something else go before it. */
export function outcomeOf(words: string, status = ''): DeliveryReport['outcome'] {
  if (PASSING.test(status) || OTHER.test(words)) return 'failed';
  return GONE.test(words) || GONE_STATUS.includes(status) ? 'unreachable' : 'failed';
}
