import { mailListSchema, mailNamedSchema, type MailList } from '#contract/mail.ts';
import type { MailView } from '#domain/telling/mail-view.ts';
import { may, type Asker } from '#domain/policy/policy.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import { asks, param, tells, type Asked, type Route } from '#http/route.ts';
import type { Context } from '#usecases/context.ts';
import { listMail, settleMail } from '#usecases/mail/list-mail.ts';

/** Mail that came in: what is about a loop, and what is about no invitation that is known. */
export function mailRoutes(context: Context): readonly Route[] {
  return [
    asks({
      method: 'GET',
      path: '/api/o/:o/mail',
      // Everybody is shown what is about loops of which they may know, whoever plans for all the rest too.
      may: { deed: 'see-openings' },
      answer: mailListSchema,
      run: async (asked) => {
        const asker = await asked.whoAsks();
        const open = await listMail(context, param(asked, 'o'), { open: true });
        if (!open.ok || !may(asker, 'see-stray-mail')) return viewed(open, asker);
        const stray = await listMail(context, param(asked, 'o'), strayFor(asker));
        return stray.ok ? viewed(ok([...open.value, ...stray.value]), asker) : stray;
      },
    }),
    asks({
      method: 'GET',
      path: '/api/o/:o/loops/:id/mail',
      may: { deed: 'see-ledger', of: 'loop' },
      answer: mailListSchema,
      run: async (asked) =>
        viewed(
          await listMail(context, param(asked, 'o'), { loop: param(asked, 'id') }),
          await asked.whoAsks(),
        ),
    }),
    tells({
      method: 'POST',
      path: '/api/o/:o/mail/settled',
      may: { deed: 'see-stray-mail' },
      body: mailNamedSchema,
      answer: mailListSchema,
      run: async (asked) => {
        const asker = await asked.whoAsks();
        const which = strayFor(asker);
        return viewed(await settleMail(context, { ...named(asked), which }), asker);
      },
    }),
    tells({
      method: 'POST',
      path: '/api/o/:o/loops/:id/mail/settled',
      may: { deed: 'plan', of: 'loop' },
      body: mailNamedSchema,
      answer: mailListSchema,
      run: async (asked) => {
        const which = { loop: param(asked, 'id') };
        return viewed(await settleMail(context, { ...named(asked), which }), await asked.whoAsks());
      },
    }),
  ];
}

function named(asked: Asked<{ readonly mail: string }>): {
  readonly organisation: string;
  readonly mail: string;
} {
  return { organisation: param(asked, 'o'), mail: asked.body.mail };
}

/** What nobody can place may be of any organisation: those who run the only one of a server are shown it. */
function strayFor(asker: Asker): { readonly stray: true; readonly nobodys: boolean } {
  return { stray: true, nobodys: may(asker, 'manage-accounts') };
}

function viewed(result: Result<readonly MailView[], Refusal>, asker: Asker): Result<MailList, Refusal> {
  if (!result.ok) return result;
  return ok({
    mail: result.value.flatMap((mail) => {
      const { about } = mail;
      if (about === undefined) return [{ ...mail, settles: may(asker, 'see-stray-mail') }];
      const loop = { kind: 'loop', id: about.loop, opening: about.opening } as const;
      return may(asker, 'see-ledger', loop) ? [{ ...mail, settles: may(asker, 'plan', loop) }] : [];
    }),
  });
}
