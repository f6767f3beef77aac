/** Every limit on what a mail may ask of us. Each has a test at the limit and one beyond it. */
export const MAIL_LIMITS = {
  /** Bytes of one mail that are read; of a longer one the beginning. */
  bytes: 2_000_000,
  /** Bytes of the head. */
  head: 256_000,
  /** Characters of one unfolded line of the head. */
  headLine: 64_000,
  /** Colons in one line of addresses: each begins a group, and groups may stand in groups. */
  groups: 100,
  /** Parts of one mail. */
  parts: 200,
  /** Characters of HTML that are made into words. */
  html: 500_000,
  /** Characters that are kept of what somebody wrote, and of the subject. */
  words: 10_000,
  subject: 300,
  /** Addresses and reports of one mail that are looked at. */
  addresses: 100,
  reports: 100,
  /** Calendars of one mail that are looked at. */
  calendars: 10,
  /** Seconds and megabytes that a worker may spend on one mail. */
  seconds: 2,
  megabytes: 256,
} as const;
