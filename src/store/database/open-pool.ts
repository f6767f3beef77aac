import type { Pool } from 'pg';

/** What both ways of opening give: a pool that answers, and how to put everything away. */
export type OpenPool = {
  readonly pool: Pool;
  /** As PostgreSQL writes it: `18.6`, `15.18 (Debian 15.18-0+deb12u1)`. */
  readonly version: string;
  readonly close: () => Promise<void>;
};
