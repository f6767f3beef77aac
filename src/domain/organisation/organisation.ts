/** Everything belongs to an organisation. The sample is one of its own. */
export type Organisation = {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly sample: boolean;
};
