import type { ReactNode } from 'react';
import type { MailSeen } from '#contract/mail.ts';
import { t } from '#web/words/words.ts';
import { MailRow } from './mail-row.tsx';

type Props = { readonly organisation: string; readonly mail: readonly MailSeen[] };

export function MailRows({ organisation, mail }: Props): ReactNode {
  if (mail.length === 0) return null;
  return (
    <ul className="rows">
      {mail.map((one) => (
        <MailRow key={one.id} organisation={organisation} mail={one} />
      ))}
    </ul>
  );
}

/** What was seen to, folded. */
export function EarlierMail({ organisation, mail }: Props): ReactNode {
  if (mail.length === 0) return null;
  return (
    <details className="mail-earlier">
      <summary>{t('mail.earlier', { count: mail.length })}</summary>
      <MailRows organisation={organisation} mail={mail} />
    </details>
  );
}
