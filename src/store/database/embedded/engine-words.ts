/** What the engine's thread is told at its start. */
export type EngineOrder = {
  /** The folder of PostgreSQL's files; created when absent. */
  readonly database: string;
  /** The path of the Unix socket to serve. */
  readonly socket: string;
};

/** What the engine's thread says. */
export type EngineWord =
  | { readonly kind: 'log'; readonly line: string }
  | { readonly kind: 'ready' }
  | { readonly kind: 'closed' };
