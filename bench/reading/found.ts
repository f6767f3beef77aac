import { z } from 'zod';

/** What a peer found: a slot for each task, -1 where it is not held, and the people of each place of each task. */
export type Found = {
  readonly starts: readonly number[];
  readonly seated: readonly (readonly (readonly number[])[])[];
};

export const foundSchema: z.ZodType<Found> = z.object({
  starts: z.array(z.int()),
  seated: z.array(z.array(z.array(z.int()))),
});
