/** Every limit on what a calendar file may ask of us. Each has a test at the limit and one beyond it. */
export const CALENDAR_LIMITS = {
  /** Bytes of one file. */
  bytes: 5_000_000,
  /** BEGIN lines of one file. */
  components: 5_000,
  /** BEGIN lines open at once. */
  depth: 8,
  /** Attendees of one item that are looked at; further ones are ignored with a warning. */
  attendees: 200,
  /** Occurrences of one item within the asked window. */
  instances: 2_000,
  /** Separate busy times of one calendar in the asked time: some fifty a day. More would hold up who receives them. */
  intervals: 30_000,
  /** RDATE, EXDATE and FREEBUSY values of one item. */
  dates: 10_000,
  /** INTERVAL of a recurrence rule. */
  interval: 1_000,
  /** COUNT of a recurrence rule. */
  count: 100_000,
  /** Days, hours and so on that the expansion of one rule may step through. */
  steps: 50_000,
  /** Occurrences of a rule on one day, by its BYHOUR, BYMINUTE and BYSECOND: one a minute. */
  perDay: 1_440,
  /** Days that one occurrence may last. */
  days: 3_660,
  /** Skipped items and warnings that a report lists; the rest is counted in its last line. */
  remarks: 200,
  /** Seconds that a worker may spend on one file. */
  seconds: 2,
  /** Megabytes of memory that a worker may use. */
  megabytes: 256,
} as const;
