/** What the page asks about who was told what. */
import { ledgerSchema, loopLedgerSchema, type Ledger, type LoopLedger } from '#contract/ledger.ts';
import { ask, post } from './api.ts';

export const ledger = {
  all: (o: string, opening: string | undefined): Promise<Ledger> =>
    ask(
      ledgerSchema,
      opening === undefined ? `/api/o/${o}/ledger` : `/api/o/${o}/openings/${opening}/ledger`,
    ),
  ofLoop: (o: string, loop: string): Promise<Ledger> => ask(ledgerSchema, `/api/o/${o}/loops/${loop}/ledger`),
  again: (o: string, loop: string, invitation: string): Promise<LoopLedger> =>
    post(loopLedgerSchema, `/api/o/${o}/loops/${loop}/ledger/again`, { invitation }),
  told: (o: string, loop: string, invitation: string): Promise<LoopLedger> =>
    post(loopLedgerSchema, `/api/o/${o}/loops/${loop}/ledger/told`, { invitation }),
};
