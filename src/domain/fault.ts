/**
 * One thing wrong with what somebody handed in.
 *
 * `place` says where, as a path (`loops[2].sessions[0].window.from`) or a line (`ada.ics:14`);
 * `found` is the value as it stands there, shortened to be shown; `expected` is what would have been right.
 * `remedy` is a sentence on what to do, where the expectation alone does not say it.
 */
export type Fault = {
  readonly place: string;
  readonly found: string;
  readonly expected: string;
  readonly remedy?: string;
};

/** The fault as one line of text: `place: found X, expected Y`. */
export function faultLine(fault: Fault): string {
  const remedy = fault.remedy === undefined ? '' : `. ${fault.remedy}`;
  return `${fault.place}: found ${fault.found}, expected ${fault.expected}${remedy}`;
}
