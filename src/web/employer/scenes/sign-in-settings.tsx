import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { organisations } from '#web/api/organisations.ts';
import { provider } from '#web/api/providers.ts';
import { MembersWays } from '#web/employer/members/members-ways.tsx';
import { ProviderForm } from '#web/employer/provider/provider-form.tsx';
import { ProviderStanding } from '#web/employer/provider/provider-standing.tsx';
import { CopyField } from '#web/parts/copy-field.tsx';
import { Loaded, SceneHead } from '#web/parts/scene.tsx';
import { useWho } from '#web/parts/use-who.ts';
import { NextStep } from '#web/parts/next-step.tsx';
import { t } from '#web/words/words.ts';

/** How members come in: the organisation's own sign-in provider. */
export function SignInSettingsScene(): ReactNode {
  const { o } = useParams({ from: '/o/$o/sign-in' });
  const self = useQuery({ queryKey: ['o', o, 'self'], queryFn: () => organisations.read(o) });
  const known = useQuery({ queryKey: ['o', o, 'provider'], queryFn: () => provider.read(o) });
  const computer = useWho().data?.kind === 'computer';
  return (
    <Loaded query={known}>
      {(view) => (
        <>
          <SceneHead
            title={t('provider.title')}
            below={t('provider.below', { name: self.data?.name ?? '' })}
          />
          <MembersWays organisation={o} here="sign-in" />
          {computer ? (
            <NextStep title={t('members.noneTitle')} text={t('members.none')}>
              {null}
            </NextStep>
          ) : (
            <div className="provider">
              {view.provider !== null && (
                <ProviderStanding organisation={o} provider={view.provider} address={view.address} />
              )}
              <section className="provider-part">
                <h2>{t(view.provider === null ? 'provider.setUp' : 'provider.settings')}</h2>
                {view.provider === null && <p className="panel-text">{t('provider.lead')}</p>}
                <CopyField
                  label={t('provider.redirect')}
                  path={view.redirect}
                  help={t('provider.redirectHelp')}
                />
                <ProviderForm
                  key={view.provider?.version ?? 0}
                  organisation={o}
                  provider={view.provider}
                  again={() => void known.refetch()}
                />
              </section>
            </div>
          )}
        </>
      )}
    </Loaded>
  );
}
