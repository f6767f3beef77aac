/** Who has accounts in tests. */
export const ADA = {
  name: 'Ada Byron',
  email: 'ada@example.org',
  password: 'correct horse battery',
} as const;
export const BEA = {
  name: 'Bea Quist',
  email: 'bea@example.org',
  password: 'a quiet morning train',
} as const;
export const ORGANISATION = { name: 'Harbour Labs', timeZone: 'Europe/Berlin' } as const;
