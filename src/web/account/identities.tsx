import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { IdentityList, OfferedProvider } from '#contract/provider.ts';
import { identities } from '#web/api/providers.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { browserZone } from '#web/parts/zone-field.tsx';
import { dayWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { goOut } from './provider-way.tsx';
import { useSafely } from './use-safely.tsx';

/** Who one is at the providers of one's organisations; nothing where none has one. */
export function Identities(): ReactNode {
  const known = useQuery({ queryKey: ['who', 'identities'], queryFn: identities.list });
  const { linked = [], offered = [] } = known.data ?? {};
  if (linked.length + offered.length === 0 && known.error === null) return null;
  return (
    <section className="entry-part">
      <h2>{t('mine.providersTitle')}</h2>
      <p className="panel-text">{t('mine.providersText')}</p>
      {known.error !== null && <ProblemNotice error={known.error} again={() => void known.refetch()} />}
      <ul className="rows">
        {linked.map((one) => (
          <Linked key={one.organisation} identity={one} />
        ))}
        {offered.map((one) => (
          <Offered key={one.organisation} provider={one} />
        ))}
      </ul>
    </section>
  );
}

function Linked({ identity }: { identity: IdentityList['linked'][number] }): ReactNode {
  const { organisation, name, linkedAt } = identity;
  const client = useQueryClient();
  const unlink = useMutation({
    mutationFn: () => identities.unlink(organisation),
    onSuccess: () => client.invalidateQueries({ queryKey: ['who'] }),
  });
  return (
    <li className="row">
      <div className="row-words">
        <h3 className="row-title">{name}</h3>
        <span className="row-below">{t('mine.linked', { day: dayWords(linkedAt, browserZone()) })}</span>
        {unlink.error !== null && <ProblemNotice error={unlink.error} />}
      </div>
      <Button
        variant="subtle"
        size="compact-sm"
        loading={unlink.isPending}
        onClick={() => unlink.mutate()}
        aria-label={t('mine.unlinkOf', { name })}
      >
        {t('mine.unlink')}
      </Button>
    </li>
  );
}

function Offered({ provider: { organisation, name } }: { provider: OfferedProvider }): ReactNode {
  const link = useSafely(() => identities.link(organisation), goOut);
  return (
    <li className="row">
      <div className="row-words">
        <h3 className="row-title">{name}</h3>
        <span className="row-below">{t('mine.notLinked')}</span>
        {link.error !== null && <ProblemNotice error={link.error} />}
        {link.dialog}
      </div>
      <Button
        variant="default"
        size="compact-sm"
        loading={link.busy}
        onClick={() => link.run(undefined)}
        aria-label={t('mine.linkOf', { name })}
      >
        {t('mine.link')}
      </Button>
    </li>
  );
}
