import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { MailList } from '#contract/mail.ts';
import { mail } from '#web/api/mail.ts';
import { EarlierMail, MailRows } from '#web/employer/mail/mail-rows.tsx';
import { byUrgency } from '#web/employer/mail/mail-words.ts';
import { Loaded, SceneHead } from '#web/parts/scene.tsx';
import { t } from '#web/words/words.ts';

/** Mail that somebody should look at, of all loops, and what is about no invitation that is known. */
export function MailScene(): ReactNode {
  const { o } = useParams({ from: '/o/$o/mail' });
  const query = useQuery({ queryKey: ['o', o, 'mail', 'all'], queryFn: () => mail.all(o) });
  return <Loaded query={query}>{(data) => <Shown organisation={o} data={data} />}</Loaded>;
}

function Shown({
  organisation,
  data,
}: {
  readonly organisation: string;
  readonly data: MailList;
}): ReactNode {
  const open = byUrgency(data.mail.filter((one) => one.open));
  const rest = data.mail.filter((one) => !one.open);
  return (
    <>
      <SceneHead
        title={t('mail.title')}
        above={
          <Link to="/o/$o/ledger" params={{ o: organisation }} search={{}}>
            {t('ledger.title')}
          </Link>
        }
        below={t('mail.below')}
      />
      {open.length === 0 ? (
        <div className="empty">
          <p>{t('mail.none')}</p>
        </div>
      ) : (
        <section aria-labelledby="open-mail">
          <h2 id="open-mail">{t('mail.loopTitle')}</h2>
          <MailRows organisation={organisation} mail={open} />
        </section>
      )}
      <EarlierMail organisation={organisation} mail={rest} />
    </>
  );
}
