/** PostgreSQL's five-character code of an error that the database itself sent, else undefined. */
export function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return undefined;
  return /^[0-9A-Z]{5}$/u.test(error.code) && 'severity' in error ? error.code : undefined;
}
