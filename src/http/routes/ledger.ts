import { invitationNamedSchema, ledgerSchema, loopLedgerSchema, type LoopLedger } from '#contract/ledger.ts';
import { howToldSchema } from '#contract/how-told.ts';
import { undeliveredListSchema } from '#contract/undelivered.ts';
import { listUndelivered } from '#usecases/telling/list-undelivered.ts';
import { things } from '#http/named.ts';
import { setHowTold, showHowTold } from '#usecases/opening/how-told.ts';
import { may, type Asker } from '#domain/policy/policy.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import { asks, param, tells, type Asked, type Route } from '#http/route.ts';
import type { Context } from '#usecases/context.ts';
import { showLedger, type LoopLedger as LoopShown } from '#usecases/telling/show-ledger.ts';
import { tellAgain, tellByHand } from '#usecases/telling/tell-by-hand.ts';
import { keyOf } from './people.ts';

/** Who was told what, and what can be done about who was not. */
export function ledgerRoutes(context: Context): readonly Route[] {
  const shown = async (
    asked: Asked<null>,
    which: Parameters<typeof showLedger>[2],
  ): Promise<Result<{ readonly loops: readonly LoopLedger[]; readonly mail: boolean }, Refusal>> => {
    const ledger = await showLedger(context, param(asked, 'o'), which);
    if (!ledger.ok) return ledger;
    const asker = await asked.whoAsks();
    const seen = ledger.value.filter((loop) => may(asker, 'see-ledger', knownOf(loop)));
    return ok({ loops: seen.map((loop) => viewed(loop, asker)), mail: context.mail !== undefined });
  };
  return [
    asks({
      method: 'GET',
      path: '/api/o/:o/ledger',
      // Of the loops, everybody is shown those of which they may know.
      may: { deed: 'see-openings' },
      answer: ledgerSchema,
      run: (asked) => shown(asked, { everywhere: true }),
    }),
    asks({
      method: 'GET',
      path: '/api/o/:o/openings/:id/ledger',
      may: { deed: 'see-ledger', of: 'opening' },
      answer: ledgerSchema,
      run: (asked) => shown(asked, { opening: param(asked, 'id') }),
    }),
    asks({
      method: 'GET',
      path: '/api/o/:o/loops/:id/ledger',
      may: { deed: 'see-ledger', of: 'loop' },
      answer: ledgerSchema,
      run: (asked) => shown(asked, { loop: param(asked, 'id') }),
    }),
    asks({
      method: 'GET',
      path: '/api/o/:o/undelivered',
      may: { deed: 'manage-accounts' },
      answer: undeliveredListSchema,
      run: async (asked) => {
        const mails = await listUndelivered(context, param(asked, 'o'));
        return mails.ok ? ok({ mails: mails.value }) : mails;
      },
    }),
    ...tellingRoutes(context),
    ...howToldRoutes(context),
  ];
}

/** What can be done about one event of one attendee. */
function tellingRoutes(context: Context): readonly Route[] {
  return Object.entries({ again: tellAgain, told: tellByHand }).map(([deed, done]) =>
    tells({
      method: 'POST',
      path: `/api/o/:o/loops/:id/ledger/${deed}`,
      may: { deed: 'plan', of: 'loop' },
      body: invitationNamedSchema,
      answer: loopLedgerSchema,
      run: async (asked) => {
        const now = await done(context, { ...keyOf(asked), ...asked.body });
        return now.ok ? ok(viewed(now.value, await asked.whoAsks())) : now;
      },
    }),
  );
}

function howToldRoutes(context: Context): readonly Route[] {
  return [
    asks({
      method: 'GET',
      path: '/api/o/:o/openings/:id/telling',
      may: { deed: 'see-ledger', of: 'opening' },
      answer: howToldSchema,
      run: (asked) => showHowTold(context, keyOf(asked)),
    }),
    tells({
      method: 'PUT',
      path: '/api/o/:o/openings/:id/telling',
      may: { deed: 'edit-opening', of: 'opening' },
      names: ({ organiser }) => things('person', organiser === undefined ? [] : [organiser]),
      body: howToldSchema,
      answer: howToldSchema,
      run: (asked) => setHowTold(context, keyOf(asked), asked.body),
    }),
  ];
}

function knownOf({ id, opening }: LoopShown): {
  readonly kind: 'loop';
  readonly id: string;
  readonly opening: string;
} {
  return { kind: 'loop', id, opening: opening.id };
}

function viewed(loop: LoopShown, asker: Asker): LoopLedger {
  return { ...loop, tells: may(asker, 'plan', knownOf(loop)) };
}
