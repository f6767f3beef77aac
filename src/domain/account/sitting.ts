/**
 * A sitting: for so many minutes a browser may change what its link shows, after a code from the mail was typed in it.
 * The rest is about the code: minutes it lives, wrong ones that burn it, and codes within so many hours of one link.
 */
export const SITTING = { minutes: 30, codeMinutes: 10, wrong: 5, asks: 5, hours: 12 } as const;

/** Changes that one link may make within an hour. */
export const CHANGES_AN_HOUR = 60;
