/** Every limit on what a request may ask of the server. Each has a test at the limit and one beyond it. */
export const LIMITS = {
  /** Bytes of a JSON body. */
  jsonBytes: 1_000_000,
  /** Lists and objects inside each other in a JSON body. */
  jsonDepth: 32,
  /** Bytes of a calendar file; the same that the calendar reader takes. */
  calendarBytes: 5_000_000,
  /** Bytes of all files of one import. */
  importBytes: 50_000_000,
  /** Characters of an Idempotency-Key. */
  keyLength: 200,
  /** Seconds that a search may compute. */
  searchSeconds: 10,
  /** Seconds until the headers of a request, and the whole of it, must have come. */
  headerSeconds: 10,
  requestSeconds: 60,
  /** Seconds that open requests get when the server is told to stop. */
  drainSeconds: 10,
} as const;
