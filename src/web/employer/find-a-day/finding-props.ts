/** For whom a day is looked for. */
import type { ApplicationView, OpeningView } from '#contract/opening.ts';

export type FindingProps = {
  readonly organisation: string;
  readonly opening: OpeningView;
  readonly candidate: ApplicationView;
};
