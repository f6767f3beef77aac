import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ProviderView } from '#contract/provider.ts';
import { provider as providers } from '#web/api/providers.ts';
import { ConfirmDialog } from '#web/parts/confirm-dialog.tsx';
import { CopyField } from '#web/parts/copy-field.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';

type Props = {
  readonly organisation: string;
  readonly provider: NonNullable<ProviderView['provider']>;
  readonly address: string;
};

/** Whether the provider works just now, where members sign in, and the way to do without it. */
export function ProviderStanding({ organisation, provider: { name, version }, address }: Props): ReactNode {
  const check = useQuery({
    queryKey: ['o', organisation, 'provider', 'check', version],
    queryFn: async () => {
      await providers.check(organisation);
      return true;
    },
    staleTime: Infinity,
    retry: false,
  });
  return (
    <section className="provider-part">
      <h2>{t('provider.standing', { name })}</h2>
      <div className="provider-state" role="status">
        <span className="state" data-state={check.error !== null && !check.isFetching ? 'refused' : 'known'}>
          {check.isFetching && t('provider.checking')}
          {!check.isFetching && t(check.error === null ? 'provider.works' : 'provider.broken')}
        </span>
        <Button
          variant="subtle"
          size="compact-sm"
          disabled={check.isFetching}
          onClick={() => void check.refetch()}
        >
          {t('provider.checkAgain')}
        </Button>
      </div>
      {check.error !== null && !check.isFetching && <ProblemNotice error={check.error} />}
      <CopyField label={t('provider.address')} path={address} help={t('provider.addressHelp')} />
      <RemoveProvider organisation={organisation} name={name} />
    </section>
  );
}

function RemoveProvider({ organisation, name }: { organisation: string; name: string }): ReactNode {
  const [asked, setAsked] = useState(false);
  const gone = useChange(organisation, () => providers.remove(organisation));
  return (
    <div>
      <Button variant="subtle" className="danger-quiet" size="compact-sm" onClick={() => setAsked(true)}>
        {t('provider.remove', { name })}
      </Button>
      <ConfirmDialog
        opened={asked}
        title={t('provider.removeTitle', { name })}
        action={t('provider.removeReally')}
        busy={gone.isPending}
        error={gone.error}
        onClose={() => setAsked(false)}
        onConfirm={() => gone.mutate(undefined, { onSuccess: () => setAsked(false) })}
      >
        <p>{t('provider.removeText')}</p>
      </ConfirmDialog>
    </div>
  );
}
