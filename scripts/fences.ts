/**
 * Who may import whom, as data. `oxlint.config.ts` derives the lint rules from it, `test/fences.test.ts` plants a
 * forbidden import for each row and sees it refused, and ARCHITECTURE.md shows it as a table.
 *
 * `modules` are other folders of src (only their public files, one slash deep, or two where they have rooms); `types` may be imported as types
 * only; `packages` are npm packages; `node` allows `node:` modules, and `sockets` those of them that reach others.
 */
export type Fence = {
  readonly folder: string;
  /** Its rooms hold one subject each, and what stands directly in a room is public too. */
  readonly rooms?: true;
  readonly modules: readonly string[];
  readonly types?: readonly string[];
  readonly packages?: readonly string[];
  readonly node?: true;
  readonly sockets?: true;
};

/** What is asked of others goes through `outbound`; what others ask comes in through `http`. */
export const SOCKETS: readonly string[] = [
  'node:http',
  'node:https',
  'node:http2',
  'node:net',
  'node:tls',
  'node:dns',
  'node:dns/promises',
  'node:dgram',
];

export const FENCES: readonly Fence[] = [
  { folder: 'domain', rooms: true, modules: [] },
  { folder: 'solver', modules: ['domain'] },
  { folder: 'contract', modules: ['domain'], packages: ['zod'] },
  {
    folder: 'store',
    rooms: true,
    modules: ['domain'],
    packages: [
      'pg',
      'kysely',
      '@electric-sql/pglite',
      '@electric-sql/pglite/**',
      '@electric-sql/pglite-socket',
    ],
    node: true,
  },
  {
    folder: 'calendars',
    modules: ['domain', 'reading'],
    types: ['outbound'],
    packages: ['ical.js', 'rrule-temporal', 'saxes', 'windows-iana'],
    node: true,
  },
  { folder: 'reading', modules: [], node: true },
  {
    folder: 'mail',
    modules: ['domain', 'reading'],
    packages: ['imapflow', 'mailparser', 'nodemailer'],
    node: true,
  },
  {
    folder: 'secrets',
    modules: ['domain'],
    packages: ['@simplewebauthn/server', '@simplewebauthn/server/*', '@zxcvbn-ts/language-common', 'otpauth'],
    node: true,
  },
  { folder: 'outbound', modules: ['domain'], packages: ['undici', 'ipaddr.js'], node: true, sockets: true },
  { folder: 'providers', modules: ['domain'], types: ['outbound'], packages: ['openid-client'] },
  { folder: 'threads', modules: ['domain', 'solver'], node: true },
  {
    folder: 'usecases',
    rooms: true,
    modules: ['domain', 'solver'],
    types: ['store', 'calendars', 'secrets', 'threads', 'mail', 'outbound', 'providers'],
  },
  {
    folder: 'jobs',
    modules: ['usecases', 'domain', 'calendars', 'mail', 'secrets', 'store'],
    types: ['outbound'],
    packages: ['pino'],
    node: true,
  },
  {
    folder: 'http',
    modules: ['usecases', 'domain', 'contract'],
    packages: ['hono', 'hono/*', '@hono/node-server', '@hono/node-server/*', 'zod'],
    node: true,
    sockets: true,
  },
  { folder: 'cli', modules: ['usecases', 'domain', 'contract'], packages: ['commander'], node: true },
  {
    folder: 'web',
    modules: ['contract', 'domain'],
    packages: [
      'react',
      'react/*',
      'react-dom',
      'react-dom/*',
      '@mantine/*',
      '@mantine/*/*',
      '@simplewebauthn/browser',
      '@tanstack/react-query',
      '@tanstack/react-router',
      'i18next',
      'uqr',
      'dayjs',
      'dayjs/**',
      '@fontsource-variable/*/*',
      'zod',
    ],
  },
];
