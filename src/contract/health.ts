/** `GET /api/health`: what is running here. */
import { z } from 'zod';

export type Health = {
  readonly version: string;
  readonly node: string;
  /** `embedded` or `server`, with PostgreSQL's version. */
  readonly database: string;
  /** The zone database by which all local times are computed, as `2026c`. */
  readonly zones: string;
};
export const healthSchema: z.ZodType<Health> = z.strictObject({
  version: z.string(),
  node: z.string(),
  database: z.string(),
  zones: z.string(),
});
