import { readAccount, writtenAccount, type CalendarAccount } from '#domain/calendar/connected-calendar.ts';
import type { Sealing } from '#secrets/sealing.ts';

/** Of one calendar: what was sealed for another is not opened for it. */
export function sealedAccount({ seal }: Sealing, calendar: string, account: CalendarAccount): string {
  return seal(writtenAccount(account), `calendar ${calendar}`);
}

/** Undefined for a file, and where the key is not the one that it was sealed with. */
export function openedAccount(
  { unseal }: Sealing,
  { id, account }: { readonly id: string; readonly account: string | null },
): CalendarAccount | undefined {
  const written = account === null ? undefined : unseal(account, `calendar ${id}`);
  return written === undefined ? undefined : readAccount(written);
}
