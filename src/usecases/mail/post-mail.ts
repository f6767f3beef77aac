import { MAIL_LASTS_MINUTES, writtenMail, type Mail } from '#domain/telling/mail.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';

export type Letter = {
  readonly id: string;
  /** Absent for mail of accounts, which are of the installation. */
  readonly organisation?: string;
  /** A name for what it tells of: a newer letter about the same takes the place of one that was not sent yet. */
  readonly about: string;
  readonly mail: Mail;
  /** It is not sent before so long. */
  readonly after?: number;
  /** It is not sent any more so long after that. */
  readonly minutes?: number;
};

/** Lays letters into the outbox, sealed, with what else the transaction does. Afterwards wake whoever sends (`context.mail`). */
export function postMail(
  { sealing }: Pick<Context, 'sealing'>,
  { outbox }: Pick<Writing, 'outbox'>,
  ...letters: readonly Letter[]
): Promise<void> {
  return outbox.add(
    ...letters.map(({ mail, minutes = MAIL_LASTS_MINUTES, ...letter }) => ({
      ...letter,
      minutes,
      content: sealing.seal(writtenMail(mail), `mail ${letter.id}`),
    })),
  );
}
