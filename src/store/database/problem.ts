/** Why a database cannot be opened, as facts. `storeProblemText` makes the sentences. */
export type StoreProblem =
  | { readonly code: 'folder-not-writable'; readonly folder: string; readonly cause: string }
  | { readonly code: 'folder-taken'; readonly folder: string; readonly owner: string }
  | { readonly code: 'disk-full'; readonly folder: string }
  | {
      readonly code: 'data-newer';
      readonly folder: string;
      readonly found: string;
      readonly expected: string;
    }
  | {
      readonly code: 'data-older';
      readonly folder: string;
      readonly found: string;
      readonly expected: string;
    }
  | { readonly code: 'data-damaged'; readonly folder: string; readonly log: readonly string[] }
  | { readonly code: 'platform-unsupported'; readonly platform: string }
  | { readonly code: 'url-invalid'; readonly found: string }
  | { readonly code: 'server-unreachable'; readonly server: string; readonly cause: string }
  | { readonly code: 'server-refused'; readonly server: string; readonly cause: string }
  | {
      readonly code: 'server-too-old';
      readonly server: string;
      readonly found: string;
      readonly expected: string;
    }
  | { readonly code: 'encoding-unsupported'; readonly server: string; readonly found: string };

type Told<C extends StoreProblem['code']> = Extract<StoreProblem, { readonly code: C }>;
type Sentences = { readonly [C in StoreProblem['code']]: (problem: Told<C>) => string };

const SENTENCES: Sentences = {
  'folder-not-writable': (p) =>
    `The data folder ${p.folder} cannot be written (${p.cause}). ` +
    'Give this user the right to write there, or name another folder.',
  'folder-taken': (p) =>
    `The data folder ${p.folder} is in use by ${p.owner}. ` +
    'Two programs on one folder would destroy the data: stop the other one first, or name another folder.',
  'disk-full': (p) =>
    `The disk that holds ${p.folder} is full, so the database cannot start. Free some space and start again; ` +
    'nothing that was confirmed is lost.',
  'data-newer': (p) =>
    `The data in ${p.folder} was written by PostgreSQL ${p.found}, and this program brings ${p.expected}. ` +
    'Use the newer Second Round that wrote it.',
  'data-older': (p) =>
    `The data in ${p.folder} was written by PostgreSQL ${p.found}, and this program brings ${p.expected}. ` +
    'Export it with the Second Round that wrote it and import it here.',
  'data-damaged': (p) =>
    `The data in ${p.folder} cannot be opened; it was left as it is. Restore a backup into another folder. ` +
    `The database said: ${p.log.length === 0 ? 'nothing' : p.log.join(' / ')}`,
  'platform-unsupported': (p) =>
    `The embedded database needs Unix sockets and does not run on ${p.platform}. ` +
    'Use a PostgreSQL server: set the database URL.',
  'url-invalid': (p) =>
    `The database URL was found as ${p.found}, expected postgres://USER:PASSWORD@HOST/NAME.`,
  'server-unreachable': (p) =>
    `No PostgreSQL server answers at ${p.server} (${p.cause}). Check that it runs and that the URL is right.`,
  'server-refused': (p) => `The PostgreSQL server at ${p.server} refused the connection: ${p.cause}.`,
  'server-too-old': (p) =>
    `The PostgreSQL server at ${p.server} has version ${p.found}, expected ${p.expected} or later.`,
  'encoding-unsupported': (p) =>
    `The database at ${p.server} has the encoding ${p.found}, expected UTF8. Create it with ENCODING 'UTF8'.`,
};

/** The problem as sentences for the person who starts the program; it never shows a password. */
export function storeProblemText<P extends StoreProblem>(problem: P): string {
  const sentence = SENTENCES[problem.code] as (told: P) => string;
  return sentence(problem);
}
