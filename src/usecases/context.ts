/** Everything that use cases may do to the world, handed in by `main.ts`. */
import type { Actor } from '#domain/audit/audit.ts';
import type { Sha256 } from '#domain/audit/audit-chain.ts';
import type {
  CalendarEvent,
  CalendarInvitation,
  CalendarQuestion,
  CalendarReading,
  CalendarSource,
} from '#domain/calendar/calendar.ts';
import type { SearchProgress } from '#domain/planning/day-search.ts';
import type { Instant, LoopPlan, LoopProblem } from '#domain/planning/loop-problem.ts';
import type { Result } from '#domain/result.ts';
import type { RemoteCalendars } from '#calendars/remote.ts';
import type { Providers } from '#providers/provider.ts';
import type {
  madePasskey,
  passkeyChallenge,
  passkeyCreation,
  passkeyRequest,
  usedPasskey,
} from '#secrets/passkeys.ts';
import type { Passwords } from '#secrets/passwords.ts';
import type { Sealing } from '#secrets/sealing.ts';
import type { RepairAnswer, RepairQuestion } from '#threads/repairer.ts';
import type { Store } from '#store/store.ts';
import type { RunningSearches } from '#usecases/planning/stop-search.ts';

/** `busy`: too many are waiting; `cancelled`: nobody waits any more; `failed`: the thread gave no answer. */
export type SolverProblem = { readonly code: 'busy' | 'cancelled' | 'failed'; readonly cause: string };

export type SolveHow = {
  readonly alternatives: number;
  /** It ends after so many, with the best plan so far. */
  readonly seconds: number;
  /** Nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
  /** Ends the search with the best plan so far. */
  readonly enough?: AbortSignal;
  readonly onProgress?: (progress: SearchProgress) => void;
};

/** See `secrets/authenticator.ts`. */
type AuthenticatorCodes = {
  readonly newSecret: () => string;
  readonly address: (secret: string, email: string) => string;
  readonly step: (secret: string, code: string, now: Instant) => number | undefined;
};

/** See `secrets/passkeys.ts`. */
type PasskeyChecks = {
  readonly creation: typeof passkeyCreation;
  readonly request: typeof passkeyRequest;
  readonly challenge: typeof passkeyChallenge;
  readonly made: typeof madePasskey;
  readonly used: typeof usedPasskey;
};

export type Context = {
  readonly store: Store;
  /** Never rejects for what a file contains. */
  readonly readCalendar: (source: CalendarSource, question: CalendarQuestion) => Promise<CalendarReading>;

  /** Calendars that lie elsewhere; asks others over the network. */
  readonly remoteCalendars: RemoteCalendars;
  /** There is a calendar to be read or written, which need not wait. */
  readonly wakeCalendars: () => void;
  /** Calendar files that we write: one to import once, and one to subscribe to. */
  readonly agendaText: (name: string, events: readonly CalendarEvent[]) => string;
  readonly feedText: (name: string, events: readonly CalendarEvent[]) => string;
  /** What a mail carries for the calendar of its one reader. */
  readonly invitationText: (event: CalendarInvitation) => string;
  /** The same as it is written into that reader's own calendar. */
  readonly entryText: (event: CalendarInvitation) => string;
  /** Repairs on another thread; bounded by itself. */
  readonly repair: (question: RepairQuestion) => Promise<Result<RepairAnswer, SolverProblem>>;
  /** Solves on another thread. */
  readonly solve: (problem: LoopProblem, how: SolveHow) => Promise<Result<LoopPlan, SolverProblem>>;
  /** Searches that run in this process: whoever started one can say that they have seen enough. */
  readonly searches: RunningSearches;
  /** Lets whatever else waits for this thread have its turn. */
  readonly pause: () => Promise<void>;
  readonly now: () => Instant;
  /** Who asks for what is being done now, to that organisation. */
  readonly actor: (organisation: string) => Actor;
  readonly sha256: Sha256;
  /** A new id that sorts after the earlier ones. */
  readonly newId: () => string;
  /** 256 random bits for a link or a session. */
  readonly newToken: () => string;
  /** Six digits to be typed; whatever takes them counts how often they were wrong. */
  readonly newCode: () => string;
  /** What is stored of a token that must not be read again. */
  readonly tokenHash: (token: string) => string;
  /** 80 random bits as 16 letters. */
  readonly newRecoveryCode: () => string;
  readonly authenticator: AuthenticatorCodes;
  readonly passkeys: PasskeyChecks;
  readonly passwords: Passwords;
  /** Signing in by OpenID Connect; asks others over the network. */
  readonly providers: Providers;
  /** Absent where no mail is set up. */
  readonly mail?: {
    /** Something was laid into the outbox, and may be sent now. */
    readonly wake: () => void;
    /** The address at which answers with that secret arrive. */
    readonly answersTo: (secret: string) => string;
  };
  readonly sealing: Sealing;
  /** Whether others than this computer can reach the server. */
  readonly servesOthers: boolean;
  /** Where others find the server, as `https://interviews.example.org`; absent where nobody else can. */
  readonly address?: string;
  /** Version of the zone database, as `2026c`. */
  readonly tzVersion: string;
};
