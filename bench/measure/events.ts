/** What a measured process writes while it runs, a line each, so that a process that is ended loses nothing. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Found, foundSchema } from '../reading/found.ts';

/** Seconds since the solver got the problem in its own form: CPU of the whole process, and wall. */
type Clock = { readonly cpu: number; readonly wall: number };

export type Event =
  /** `spent`: CPU seconds of the process before the clock began: loading, and writing the model. */
  | { readonly event: 'began'; readonly spent: number; readonly loading: number; readonly modelling: number }
  | (Clock & { readonly event: 'plan'; readonly found: Found })
  | (Clock & { readonly event: 'cost'; readonly cost: number; readonly complete: boolean })
  | (Clock & { readonly event: 'bound'; readonly bound: number })
  | (Clock & { readonly event: 'end'; readonly proven: boolean });

const clock = { cpu: z.number(), wall: z.number() };
const eventSchema: z.ZodType<Event> = z.discriminatedUnion('event', [
  z.object({ event: z.literal('began'), spent: z.number(), loading: z.number(), modelling: z.number() }),
  z.object({ event: z.literal('plan'), ...clock, found: foundSchema }),
  z.object({ event: z.literal('cost'), ...clock, cost: z.number(), complete: z.boolean() }),
  z.object({ event: z.literal('bound'), ...clock, bound: z.number() }),
  z.object({ event: z.literal('end'), ...clock, proven: z.boolean() }),
]);

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
