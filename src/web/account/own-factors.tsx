/** What one has beside a password, and what to do next about it. */
import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AuthenticatorOffered, FactorsView, RecoveryCodes } from '#contract/factors.ts';
import { factors, passkeys, passkeysHere } from '#web/api/factors.ts';
import { Icon } from '#web/parts/icons.tsx';
import { Loaded } from '#web/parts/scene.tsx';
import { browserZone } from '#web/parts/zone-field.tsx';
import { dayWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { AppDialog } from './app-dialog.tsx';
import { FactorRow } from './factor-row.tsx';
import { NoPasskeysHere, PasskeyNotice } from './passkey-notice.tsx';
import { PasskeyRow } from './passkey-row.tsx';
import { RecoveryCodesDialog } from './recovery-codes.tsx';
import { useSafely } from './use-safely.tsx';

export type Wanted = 'demanded' | 'recommended' | 'free';

/** `wanted`: what an administrator is asked for here. */
export function OwnFactors({ wanted }: { wanted: Wanted }): ReactNode {
  const known = useQuery({ queryKey: ['who', 'factors'], queryFn: factors.read });
  const [codes, setCodes] = useState<readonly string[]>([]);
  const client = useQueryClient();
  /** Roles may count from now on, so everything is asked anew. */
  const changed = async (shown: readonly string[] = []): Promise<void> => {
    setCodes(shown);
    await client.invalidateQueries();
  };
  return (
    <section className="entry-part" id="second-factor">
      <h2>{t('factor.mineTitle')}</h2>
      <Loaded query={known}>
        {(data) => (
          <>
            <Advice has={data.authenticator !== null || data.passkeys.length > 0} wanted={wanted} />
            <Having known={data} onChanged={changed} />
            <Adding app={data.authenticator === null} first={hasNone(data)} onChanged={changed} />
            <Changes known={data} />
          </>
        )}
      </Loaded>
      {codes.length > 0 && <RecoveryCodesDialog codes={codes} onClose={() => setCodes([])} />}
    </section>
  );
}

function hasNone({ authenticator, passkeys: keys }: FactorsView): boolean {
  return authenticator === null && keys.length === 0;
}

function Advice({ has, wanted }: { has: boolean; wanted: Wanted }): ReactNode {
  if (has) return <p className="panel-text">{t('factor.has')}</p>;
  if (wanted === 'free') return <p className="panel-text">{t('factor.hasNone')}</p>;
  return (
    <p className="notice" {...(wanted === 'demanded' && { role: 'alert' })}>
      {t(`factor.${wanted}`)}
    </p>
  );
}

type Changing = { readonly onChanged: (codes?: readonly string[]) => Promise<void> };

function Having({ known, onChanged }: { known: FactorsView } & Changing): ReactNode {
  const removeApp = useSafely(factors.removeApp, () => onChanged());
  const makeCodes = useSafely(factors.makeCodes, ({ recoveryCodes }) => onChanged(recoveryCodes));
  if (hasNone(known)) return null;
  const { authenticator, recoveryCodes: count } = known;
  return (
    <ul className="rows">
      {known.passkeys.map((passkey) => (
        <PasskeyRow key={passkey.id} passkey={passkey} onChanged={() => onChanged()} />
      ))}
      {authenticator !== null && (
        <FactorRow
          title={t('factor.app')}
          below={t('factor.since', { day: dayWords(authenticator, browserZone()) })}
          action={t('factor.remove')}
          label={t('factor.removeApp')}
          ask={{ title: t('factor.removeApp'), text: t('factor.removeAppText') }}
          change={removeApp}
        />
      )}
      <FactorRow
        title={t('factor.recovery')}
        below={t('factor.left', { count })}
        action={t('factor.newCodes')}
        label={t('factor.newCodesOf')}
        ask={{ title: t('factor.newCodesOf'), text: t('factor.newCodesText') }}
        change={makeCodes}
      />
    </ul>
  );
}

function Adding(props: { app: boolean; first: boolean } & Changing): ReactNode {
  const { app, first, onChanged } = props;
  const [offered, setOffered] = useState<AuthenticatorOffered>();
  const addPasskey = useSafely<void, RecoveryCodes>(passkeys.add, ({ recoveryCodes }) =>
    onChanged(recoveryCodes),
  );
  const offer = useSafely<void, AuthenticatorOffered>(factors.offerApp, setOffered);
  return (
    <>
      <div className="buttons">
        {passkeysHere() === 'yes' && (
          <Button
            variant={first ? 'filled' : 'default'}
            leftSection={<Icon name="key" />}
            loading={addPasskey.busy}
            onClick={() => addPasskey.run()}
          >
            {t('factor.addPasskey')}
          </Button>
        )}
        {app && (
          <Button
            variant={first && passkeysHere() !== 'yes' ? 'filled' : 'default'}
            loading={offer.busy}
            onClick={() => offer.run()}
          >
            {t('factor.addApp')}
          </Button>
        )}
      </div>
      <NoPasskeysHere />
      {[addPasskey, offer].map(({ error }, index) =>
        error === null ? null : <PasskeyNotice key={index} error={error} />,
      )}
      {addPasskey.dialog}
      {offer.dialog}
      {offered !== undefined && (
        <AppDialog
          offered={offered}
          onClose={() => setOffered(undefined)}
          onDone={async (codes) => {
            setOffered(undefined);
            await onChanged(codes);
          }}
        />
      )}
    </>
  );
}

function Changes({ known: { changes } }: { known: FactorsView }): ReactNode {
  if (changes.length === 0) return null;
  const zone = browserZone();
  return (
    <details className="factor-changes">
      <summary>{t('factor.changes')}</summary>
      <ul>
        {changes.map(({ at, change, by }) => (
          <li key={`${at} ${change}`}>
            {dayWords(at, zone)}: {t(`factor.change.${change}`)}
            {by !== 'self' && ` (${t(`factor.by.${by}`)})`}
          </li>
        ))}
      </ul>
    </details>
  );
}
