/**
 * Passwords as argon2id (RFC 9106), off the event loop, and only some at once: each takes 19 MiB and tens of
 * milliseconds of a core, which strangers can ask for.
 */
import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { promisify } from 'node:util';
import { dictionary } from '@zxcvbn-ts/language-common';
import { PASSWORD_LENGTH, plainPassword } from '#domain/account/password.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

/** The first of the equally good choices of the OWASP Password Storage Cheat Sheet; memory in KiB. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const BYTES = { salt: 16, hash: 32 } as const;
const AT_ONCE = 2;
/** How many may wait; whoever comes then is told that others are first. */
const WAITING = 40;

export type PasswordProblem = { readonly code: 'busy' };

export type Passwords = {
  /** The text to store, or `busy`. */
  readonly hash: (password: string) => Promise<Result<string, PasswordProblem>>;
  /**
   * Whether it is the one that was stored. Without a stored one it does the same work, and the answer is no: nobody
   * can tell by the time whether an account exists.
   */
  readonly matches: (
    password: string,
    stored: string | undefined,
  ) => Promise<Result<boolean, PasswordProblem>>;
  /** One of those that others use most; capitals make no difference. */
  readonly isCommon: (password: string) => boolean;
};

export function openPasswords(): Passwords {
  const inTurn = turns();
  const hash = (password: string, salt: Buffer): Promise<Result<Buffer, PasswordProblem>> =>
    inTurn(() => derived(password, salt, COST));
  return {
    hash: async (password) => {
      const salt = randomBytes(BYTES.salt);
      const made = await hash(password, salt);
      return made.ok ? ok(textOf(salt, made.value)) : made;
    },
    matches: async (password, stored) => {
      const parts = partsOf(stored ?? NOBODYS);
      const made = await inTurn(() => derived(password, parts.salt, parts.cost));
      if (!made.ok) return made;
      return ok(timingSafeEqual(made.value, parts.hash) && stored !== undefined);
    },
    isCommon: (password) => COMMON.has(password.toLowerCase()),
  };
}

/** Lists of passwords that became known name these most; shorter ones are refused anyway. */
const COMMON: ReadonlySet<string> = new Set(
  dictionary['passwords-common']
    .filter((password) => password.length >= PASSWORD_LENGTH.least)
    .map((password) => password.toLowerCase()),
);

type Cost = { readonly memory: number; readonly passes: number; readonly parallelism: number };

const argon2id = promisify((parameters: Argon2Parameters, done: (error: Error | null, key: Buffer) => void) =>
  argon2('argon2id', parameters, done),
);

function derived(password: string, nonce: Buffer, cost: Cost): Promise<Buffer> {
  return argon2id({ message: plainPassword(password), nonce, tagLength: BYTES.hash, ...cost });
}

/** `$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH`, as other programs write it too. */
function textOf(salt: Buffer, hash: Buffer): string {
  const plain = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${plain(salt)}$${plain(hash)}`;
}

const STORED = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;
/** A salt and a hash that no password is known for. */
const NOBODYS = textOf(Buffer.alloc(BYTES.salt), Buffer.alloc(BYTES.hash));

function partsOf(stored: string): { readonly cost: Cost; readonly salt: Buffer; readonly hash: Buffer } {
  const [, memory, passes, parallelism, salt, hash] = STORED.exec(stored) ?? [];
  if (salt === undefined || hash === undefined) throw new Error('a stored password has an unknown form');
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

/** Lets so many run at once, and so many wait. */
function turns(): <T>(work: () => Promise<T>) => Promise<Result<T, PasswordProblem>> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= AT_ONCE) {
      if (waiting.length >= WAITING) return refuse({ code: 'busy' });
      // Whoever ends hands the turn on, so `running` stays as it is.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return ok(await work());
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
