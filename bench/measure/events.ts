/** What a measured process writes while it runs, a line each, so that a process that is ended loses nothing. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** Seconds since the solver got the problem in its own form: CPU of the whole process, and wall. */
const clock = { cpu: z.number(), wall: z.number() };

const foundSchema = z.object({
  starts: z.array(z.int()),
  seated: z.array(z.array(z.array(z.int()))),
});

export const eventSchema = z.discriminatedUnion('event', [
  /** `spent`: CPU seconds of the process before the clock began: loading, and writing the model. */
  z.object({ event: z.literal('began'), spent: z.number(), loading: z.number(), modelling: z.number() }),
  z.object({ event: z.literal('plan'), ...clock, found: foundSchema }),
  z.object({ event: z.literal('cost'), ...clock, cost: z.number(), complete: z.boolean() }),
  z.object({ event: z.literal('bound'), ...clock, bound: z.number() }),
  z.object({ event: z.literal('end'), ...clock, proven: z.boolean() }),
]);
export type Event = z.infer<typeof eventSchema>;

export function tell(file: string, event: Event): void {
  appendFileSync(file, `${JSON.stringify(event)}\n`);
}

/** What has been written so far; a last line that is cut short is left out. */
export function readEvents(file: string): readonly Event[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => eventSchema.parse(JSON.parse(line)));
}
