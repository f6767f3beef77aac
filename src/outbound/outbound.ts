/**
 * The one way in which this server asks others: sign-in providers, calendars, receivers of news.
 *
 * Each name is looked up once, every address found is judged, and the connection goes to one of those: a name that
 * leads somewhere else a moment later changes nothing. Redirects are not followed. An answer comes whole, within a
 * time and a size, or not at all.
 */
import { Agent, fetch as ask } from 'undici';
import { ok, refuse, type Result } from '#domain/result.ts';
import { bytesWithin, TooLarge } from './bytes-within.ts';
import { checkedLookup, NotPublic, systemLookup, type LookUp } from './checked-lookup.ts';
import { notPublic, placeOf, WEB_PORTS, type Place } from './place.ts';
import { isPublicAddress } from './reachable.ts';

/**
 * `refused`: it is not asked at all; `unreachable`: nobody is there; `slow`: no whole answer in time; `too-large`.
 * `place` is host and port, `text` what was wrong, `remedy` what to do: whole sentences.
 */
export type OutboundProblem = {
  readonly code: 'refused' | 'unreachable' | 'slow' | 'too-large';
  readonly place: string;
  readonly text: string;
  readonly remedy: string;
};

const OUTBOUND_LIMITS = { seconds: 10, bytes: 5_000_000 } as const;

/** As `fetch` is asked; the bodies are those that we send. */
export type OutboundCall = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
};

export type Outbound = {
  /** Any answer is one, a refusal or a redirect too; its body is there in full. */
  readonly ask: (url: string, call?: OutboundCall) => Promise<Result<Response, OutboundProblem>>;
  readonly close: () => Promise<void>;
};

/** What tests make smaller or other than the world is. */
export type OutboundParts = {
  /** Places of the own network, `host:port`. */
  readonly allow?: readonly string[] | undefined;
  readonly lookUp?: LookUp;
  readonly mayReach?: (ip: string) => boolean;
  readonly ports?: readonly string[];
  readonly limits?: { readonly seconds: number; readonly bytes: number };
};

export function openOutbound({
  allow = [],
  lookUp = systemLookup,
  mayReach = isPublicAddress,
  ports = WEB_PORTS,
  limits = OUTBOUND_LIMITS,
}: OutboundParts): Outbound {
  const guarded = new Agent({ connect: { lookup: checkedLookup(lookUp, mayReach) } });
  const own = new Agent();
  return {
    ask: async (url, call = {}) => {
      const place = placeOf(url, { allow, mayReach, ports });
      if (!place.ok) return place;
      const signal = AbortSignal.any([
        AbortSignal.timeout(limits.seconds * 1000),
        ...(call.signal === undefined ? [] : [call.signal]),
      ]);
      try {
        const dispatcher = place.value.own ? own : guarded;
        const asked = { ...call, signal, dispatcher, redirect: 'manual' as const };
        const { status, headers, body } = await ask(place.value.url, asked);
        const bytes = await bytesWithin(body, limits.bytes);
        if (status > 599) return refuse(unreadable(place.value.name, `status ${status}`));
        return ok(new Response(bytes, { status, headers: headersOf(headers) }));
      } catch (error) {
        const problem = problemOf(error, place.value, limits);
        if (problem === undefined || call.signal?.aborted === true) throw error;
        return refuse(problem);
      }
    },
    close: async () => {
      await Promise.all([guarded.close(), own.close()]);
    },
  };
}

/** The body is unpacked already, and has another length than the one announced. */
function headersOf(headers: Iterable<[string, string]>): Headers {
  const kept = new Headers([...headers]);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) kept.delete(name);
  return kept;
}

/** Undefined for what is a bug of ours. */
function problemOf(
  error: unknown,
  { name: place }: Place,
  { seconds, bytes }: { readonly seconds: number; readonly bytes: number },
): OutboundProblem | undefined {
  const chain = causesOf(error);
  if (chain.some((one) => one instanceof NotPublic)) return notPublic(place);
  if (chain.some((one) => one instanceof TooLarge)) {
    const text = `Its answer is longer than ${Math.floor(bytes / 1000)} kB.`;
    return { code: 'too-large', place, text, remedy: 'Check that the address is the right one.' };
  }
  if (chain.some((one) => one.name === 'TimeoutError')) {
    const text = `It gave no whole answer within ${seconds} seconds.`;
    return { code: 'slow', place, text, remedy: 'Try again later, or ask whoever runs it.' };
  }
  const told = chain.map((one) => ('code' in one ? String(one.code) : '')).find((code) => code !== '');
  if (told === undefined) {
    // What the library refuses by itself has no code.
    const failed = chain[0]?.message === 'fetch failed';
    return failed ? unreadable(place, chain[1]?.message ?? 'no reason told') : undefined;
  }
  const text = WORDS[told];
  return text === undefined ? unreadable(place, told) : unreachable(place, text);
}

function unreadable(place: string, told: string): OutboundProblem {
  return unreachable(place, `It gave no answer that can be read (${told}).`);
}

function unreachable(place: string, text: string): OutboundProblem {
  return { code: 'unreachable', place, text, remedy: 'Check the address, and whether the place is up.' };
}

const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'There is no such name.',
  EAI_AGAIN: 'The name could not be looked up just now.',
  ECONNREFUSED: 'Nobody answers there.',
  ECONNRESET: 'It hung up.',
  UND_ERR_SOCKET: 'It hung up.',
  UND_ERR_CONNECT_TIMEOUT: 'Nobody answers there.',
  CERT_HAS_EXPIRED: 'Its certificate is over.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Its certificate is signed by nobody we know.',
  SELF_SIGNED_CERT_IN_CHAIN: 'Its certificate is signed by nobody we know.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'Its certificate is signed by nobody we know.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Its certificate is for another name.',
};

function causesOf(error: unknown): readonly Error[] {
  const chain: Error[] = [];
  for (let one = error; one instanceof Error && chain.length < 10; one = one.cause) chain.push(one);
  return chain;
}
