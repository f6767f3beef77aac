/** Mail that comes in, as it was read; what it changes is decided in `answers.ts`. */

/** What became of one message of ours for one address. */
export type DeliveryReport = {
  /** `unreachable`: nobody has this address any more; `failed`: not delivered for another reason. */
  readonly outcome: 'unreachable' | 'failed' | 'delayed' | 'delivered';
  /** Canonical; absent where the report does not tell. */
  readonly address?: string;
  /** As in RFC 3463: `5.1.1`. */
  readonly status?: string;
};

/** A calendar in a mail. `method` is what the head of its part says; the body has to say the same. */
export type CalendarPart = { readonly method?: string; readonly bytes: Uint8Array };

/** What a mail is, looked for in this order. */
export type MailContent =
  | { readonly kind: 'delivery'; readonly reports: readonly DeliveryReport[]; readonly message?: string }
  | { readonly kind: 'complaint'; readonly address?: string }
  | { readonly kind: 'calendar'; readonly parts: readonly CalendarPart[]; readonly words: string }
  /** Absence notices, receipts and whatever else a program sent by itself. */
  | { readonly kind: 'automatic'; readonly words: string }
  /** `winmail`: Outlook's own form, in which an answer cannot be read. */
  | { readonly kind: 'words'; readonly words: string; readonly winmail: boolean };

/** All that is kept of a mail. Addresses are canonical; what is none that we take is left out. */
export type IncomingMail = {
  /** Without the pointed brackets. */
  readonly id?: string;
  readonly from?: string;
  /** Where it was sent to, as the mail and the servers on its way say. */
  readonly to: readonly string[];
  readonly subject: string;
  /** Only the beginning was read, because it is long. */
  readonly cut: boolean;
  readonly content: MailContent;
};
