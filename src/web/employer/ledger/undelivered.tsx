/** Below the ledger, for administrators: links and codes that did not arrive. They name nobody. */
import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { UndeliveredMail } from '#domain/telling/mail.ts';
import { ledger } from '#web/api/ledger.ts';
import { useOrganisation, useRights } from '#web/parts/use-rights.ts';
import { useWho } from '#web/parts/use-who.ts';
import { t } from '#web/words/words.ts';
import { momentWords } from './message-words.ts';

export function UndeliveredMails({ organisation }: { organisation: string }): ReactNode {
  const { manages } = useRights(organisation);
  const atThisComputer = useWho().data?.kind === 'computer';
  const zone = useOrganisation(organisation)?.timeZone ?? 'UTC';
  const { data } = useQuery({
    enabled: manages || atThisComputer,
    queryKey: ['o', organisation, 'undelivered'],
    queryFn: () => ledger.undelivered(organisation),
  });
  const mails = data?.mails ?? [];
  if (mails.length === 0) return null;
  return (
    <section className="ledger-loop">
      <h2>{t('undelivered.title')}</h2>
      <p className="ledger-note">{t('undelivered.text')}</p>
      <ul className="rows">
        {mails.map((mail) => (
          <Mail key={`${mail.kind} ${mail.madeAt}`} mail={mail} zone={zone} />
        ))}
      </ul>
    </section>
  );
}

function Mail({ mail, zone }: { readonly mail: UndeliveredMail; readonly zone: string }): ReactNode {
  const { kind, madeAt, nextAt, problem } = mail;
  const next =
    nextAt === undefined
      ? t('undelivered.givenUp')
      : t('undelivered.again', { when: momentWords(nextAt, zone) });
  return (
    <li className="row">
      <div className="row-words">
        <h3 className="row-title">{t(`undelivered.kind.${kind}`)}</h3>
        <span className="row-below">
          {momentWords(madeAt, zone)}. {t('ledger.why.other', { problem })}
        </span>
      </div>
      <span className="state" data-state={nextAt === undefined ? 'refused' : 'unknown'}>
        {next}
      </span>
    </li>
  );
}
