/** What the page asks about who was told what. */
import { ledgerSchema, loopLedgerSchema, type Ledger, type LoopLedger } from '#contract/ledger.ts';
import { howToldSchema } from '#contract/how-told.ts';
import type { HowTold } from '#domain/telling/how-told.ts';
import { undeliveredListSchema, type UndeliveredList } from '#contract/undelivered.ts';
import { ask, post, put } from './ask.ts';

export const ledger = {
  all: (o: string, opening: string | undefined): Promise<Ledger> =>
    ask(
      ledgerSchema,
      opening === undefined ? `/api/o/${o}/ledger` : `/api/o/${o}/openings/${opening}/ledger`,
    ),
  ofLoop: (o: string, loop: string): Promise<Ledger> => ask(ledgerSchema, `/api/o/${o}/loops/${loop}/ledger`),
  howTold: (o: string, opening: string): Promise<HowTold> =>
    ask(howToldSchema, `/api/o/${o}/openings/${opening}/telling`),
  setHowTold: (o: string, opening: string, how: HowTold): Promise<void> =>
    put(`/api/o/${o}/openings/${opening}/telling`, how),
  undelivered: (o: string): Promise<UndeliveredList> => ask(undeliveredListSchema, `/api/o/${o}/undelivered`),
  again: (o: string, loop: string, invitation: string): Promise<LoopLedger> =>
    post(loopLedgerSchema, `/api/o/${o}/loops/${loop}/ledger/again`, { invitation }),
  told: (o: string, loop: string, invitation: string): Promise<LoopLedger> =>
    post(loopLedgerSchema, `/api/o/${o}/loops/${loop}/ledger/told`, { invitation }),
};
