/** What the page asks about mail that came in. */
import { mailListSchema, type MailList } from '#contract/mail.ts';
import { ask, post } from './ask.ts';

export const mail = {
  all: (o: string): Promise<MailList> => ask(mailListSchema, `/api/o/${o}/mail`),
  ofLoop: (o: string, loop: string): Promise<MailList> =>
    ask(mailListSchema, `/api/o/${o}/loops/${loop}/mail`),
  /** Of a loop, or about no invitation that is known. */
  settle: (o: string, loop: string | undefined, id: string): Promise<MailList> =>
    post(
      mailListSchema,
      loop === undefined ? `/api/o/${o}/mail/settled` : `/api/o/${o}/loops/${loop}/mail/settled`,
      {
        mail: id,
      },
    ),
};
