/** Mail that came in as those who coordinate look at it. */
import type { GivenResponse, NoEffect } from './answers.ts';
import type { DeliveryReport } from './incoming-mail.ts';
import type { KeptKind } from './kept-mail.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';

/** Whose invitation it is about: their event, in the first loop that it is part of. */
export type MailAbout = {
  readonly loop: string;
  readonly opening: string;
  /** The candidacy, and the candidate's name. */
  readonly application: string;
  readonly candidate: string;
  readonly who: 'person' | 'candidate';
  readonly id: string;
  readonly name: string;
  /** The session; of a candidate's event there is none. */
  readonly title?: string;
  readonly module?: string;
  readonly timeZone: string;
};

/** `start` and `end` of a time that they propose. `outcome`, `address` and `status` are what a mail server said. */
export type MailView = {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly kind: KeptKind;
  readonly why?: NoEffect;
  readonly response?: GivenResponse;
  readonly sender?: string;
  readonly subject: string;
  readonly words?: string;
  readonly start?: Instant;
  readonly end?: Instant;
  readonly outcome?: DeliveryReport['outcome'];
  readonly address?: string;
  readonly status?: string;
  /** Somebody should look at it. */
  readonly open: boolean;
  readonly about?: MailAbout;
};
