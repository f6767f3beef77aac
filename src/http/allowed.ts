/**
 * The policy at the door. Whoever has no business in an organisation is turned away before their body is read; the
 * objects that a request names are checked before its handler runs.
 *
 * What somebody may not see is answered as what does not exist.
 */
import {
  askerIn,
  hangsOnFacts,
  isOutside,
  judge,
  mayOutside,
  seesSample,
  type Asker,
  type Facts,
  type Thing,
  type ThingKind,
} from '#domain/policy/policy.ts';
import { notFound } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Viewer } from '#domain/policy/viewer.ts';
import type { FactsAsked } from '#usecases/policy-facts.ts';
import type { Problem } from './problems.ts';
import type { Route } from './route.ts';

/** What the policy is told by the rest of the product. */
export type PolicyFacts = {
  /** Who asks, by what their headers bring. */
  readonly viewerOf: (headers: Headers) => Promise<Viewer>;
  readonly isSample: (organisation: string) => Promise<boolean>;
  readonly factsOf: (asked: FactsAsked) => Promise<Facts>;
};

/** Somebody who has come in; what they may do to which objects is still to be asked. */
export type Entered = {
  readonly viewer: Viewer;
  /** Absent where the route belongs to no organisation. */
  readonly inside?: { readonly organisation: string; readonly asker: Asker };
};

/** Who somebody is in the organisation of the request, with their places. */
export type WhoAsks = () => Promise<Asker>;

type Call = { readonly request: Request; readonly params: Readonly<Record<string, string>> };

/** As refusals call them. */
const THING_WORDS: Readonly<Record<ThingKind, string>> = {
  opening: 'opening',
  application: 'candidate',
  loop: 'loop',
  superday: 'superday',
  person: 'person',
  room: 'room',
  search: 'search',
};

const SIGN_IN: Problem = { code: 'sign-in', text: 'Sign in first.' };
const FINISH: Problem = {
  code: 'sign-in',
  text: 'Finish signing in first: your second factor is still asked.',
};
/** A provider speaks for its organisation, and not for an account that may be of others too. */
const SENT: Problem = {
  code: 'prove-it',
  text: 'You came in through your organisation’s provider, which opens that organisation alone. For how your account signs in, show first that it is yours: with your password, a code or a passkey. Or sign in by mail.',
};
const FORBIDDEN: Problem = {
  code: 'forbidden',
  text: 'Your role does not allow this. A coordinator or an administrator of your organisation can help.',
};

export async function enter(
  policy: PolicyFacts,
  route: Route,
  call: Call,
): Promise<Result<Entered, Problem>> {
  const viewer = await policy.viewerOf(call.request.headers);
  const { deed } = route.may;
  if (isOutside(deed)) {
    if (mayOutside(viewer, deed)) return ok({ viewer });
    if (deed === 'keep-own-account' && viewer.kind === 'member') return refuse(SENT);
    return refuse(viewer.kind === 'member' ? FORBIDDEN : signInOf(viewer));
  }
  const { o: organisation } = call.params;
  if (organisation === undefined) throw new Error(`${route.path} is in no organisation, and ${deed} is`);
  const asker = askerIn(viewer, organisation);
  if (asker !== 'nobody' && asker !== 'stranger') return ok({ viewer, inside: { organisation, asker } });
  if (seesSample(viewer) && (await policy.isSample(organisation))) {
    return ok({ viewer, inside: { organisation, asker: 'guest' } });
  }
  return refuse(asker === 'nobody' ? signInOf(viewer) : notFound('organisation'));
}

function signInOf(viewer: Viewer): Problem {
  return viewer.kind === 'halfway' ? FINISH : SIGN_IN;
}

type Given = { readonly entered: Entered; readonly params: Call['params']; readonly body: unknown };

/** Answers who asks, or why the deed may not be done to one of the objects. One read at most; none where roles decide. */
export async function allow(
  policy: PolicyFacts,
  route: Route,
  { entered: { inside }, ...given }: Given,
): Promise<Result<WhoAsks, Problem>> {
  const { deed } = route.may;
  if (inside === undefined || isOutside(deed)) return ok(nobodyInside);
  const asked = { deed, ...objectsOf(route, given) };
  if (!hangsOnFacts(inside.asker, asked)) {
    const verdict = judge(inside.asker, asked, []);
    return verdict.is === 'yes' ? ok(placesLater(policy, inside)) : refuse(FORBIDDEN);
  }
  const things = [...(asked.about === undefined ? [] : [asked.about]), ...asked.names];
  const { asker, known } = await informed(policy, inside, things);
  const verdict = judge(asker, asked, known);
  if (verdict.is === 'unseen') return refuse(notFound(THING_WORDS[verdict.what]));
  return verdict.is === 'yes' ? ok(() => Promise.resolve(asker)) : refuse(FORBIDDEN);
}

function objectsOf(
  { may: { of }, names }: Route,
  { params, body }: Omit<Given, 'entered'>,
): { readonly about?: Thing; readonly names: readonly Thing[] } {
  const named = names?.(body) ?? [];
  return of === undefined ? { names: named } : { about: { kind: of, id: params['id'] ?? '' }, names: named };
}

type Inside = NonNullable<Entered['inside']>;

async function informed(
  policy: PolicyFacts,
  { organisation, asker }: Inside,
  things: readonly Thing[],
): Promise<{ readonly asker: Asker; readonly known: Facts['known'] }> {
  const person = typeof asker === 'string' ? {} : { person: asker.person };
  const { places, known } = await policy.factsOf({ organisation, things, ...person });
  return { asker: typeof asker === 'string' ? asker : { ...asker, places }, known };
}

/** A handler that shows parts of a whole asks for places; only members have some. */
function placesLater(policy: PolicyFacts, inside: Inside): WhoAsks {
  return async () =>
    typeof inside.asker === 'string' ? inside.asker : (await informed(policy, inside, [])).asker;
}

function nobodyInside(): Promise<never> {
  throw new Error('this route is in no organisation');
}
