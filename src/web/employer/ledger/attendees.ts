/** The events of a loop by whom they are for, those first about whom somebody has to do something. */
import type { EntryView, LoopLedger } from '#contract/ledger.ts';
import { needsSomebody, STANDINGS, type LedgerStanding } from '#domain/telling/ledger-entry.ts';

export type AttendeeView = Pick<EntryView, 'who' | 'id' | 'name' | 'email'> & {
  readonly entries: readonly EntryView[];
  /** The one of the event that is worst off. */
  readonly standing: LedgerStanding;
};

export function attendeesOf({ entries }: LoopLedger): readonly AttendeeView[] {
  const groups = Map.groupBy(entries, ({ who, id }) => `${who} ${id}`);
  return [...groups.values()]
    .flatMap((own): AttendeeView[] => {
      const [first] = own;
      if (first === undefined) return [];
      const { who, id, name, email } = first;
      const standing = worst(own.map((entry) => entry.standing));
      return [{ who, id, name, ...(email === undefined ? {} : { email }), entries: own, standing }];
    })
    .toSorted((a, b) => rank(a.standing) - rank(b.standing));
}

function worst(standings: readonly LedgerStanding[]): LedgerStanding {
  return STANDINGS.find((one) => standings.includes(one)) ?? 'cancelled';
}

function rank(standing: LedgerStanding): number {
  return STANDINGS.indexOf(standing);
}

/** Of these the ones about which somebody has to do something. */
export function openOf(entries: readonly EntryView[]): readonly EntryView[] {
  return entries.filter(({ standing }) => needsSomebody(standing));
}

/** How a standing is marked: by its colour beside its words. */
export function toneOf(standing: LedgerStanding): 'known' | 'unknown' | 'refused' {
  if (['accepted', 'told', 'cancelled'].includes(standing)) return 'known';
  return needsSomebody(standing) && standing !== 'retried' ? 'refused' : 'unknown';
}
