/** What came back about one loop: first what somebody should look at, the rest on demand. */
import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { mail } from '#web/api/mail.ts';
import { t } from '#web/words/words.ts';
import { EarlierMail, MailRows } from './mail-rows.tsx';
import { byUrgency } from './mail-words.ts';

type Props = {
  readonly organisation: string;
  readonly loop: string;
  /** Also what needs nobody any more. */
  readonly earlier: boolean;
};

export function LoopMail({ organisation, loop, earlier }: Props): ReactNode {
  const { data } = useQuery({
    queryKey: ['o', organisation, 'mail', 'loop', loop],
    queryFn: () => mail.ofLoop(organisation, loop),
  });
  const all = data?.mail ?? [];
  const open = byUrgency(all.filter((one) => one.open));
  const rest = earlier ? all.filter((one) => !one.open) : [];
  if (open.length + rest.length === 0) return null;
  return (
    <section className="loop-mail">
      <h2>{t('mail.loopTitle')}</h2>
      <MailRows organisation={organisation} mail={open} />
      <EarlierMail organisation={organisation} mail={rest} />
    </section>
  );
}
