/** Changes of how one signs in, or to what: the server wants to see again who one is, where that was some minutes ago. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Group, Modal } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { factors, passkeys, passkeysHere } from '#web/api/factors.ts';
import { Icon } from '#web/parts/icons.tsx';
import { hasCode, ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useWho } from '#web/parts/use-who.ts';
import { t } from '#web/words/words.ts';
import { PasswordField } from './entry.tsx';
import { PasskeyNotice } from './passkey-notice.tsx';
import { CodeField } from './second-factor-form.tsx';

type Safely<V> = {
  readonly run: (value: V) => void;
  readonly busy: boolean;
  readonly error: Error | null;
  /** The dialog that asks, where it is open. */
  readonly dialog: ReactNode;
};

/** Does the work; where the server asks for it, after somebody has shown who they are, and then once more. */
export function useSafely<V, T>(work: (value: V) => Promise<T>, done: (result: T) => unknown): Safely<V> {
  const [waiting, setWaiting] = useState<{ readonly value: V }>();
  const change = useMutation({
    mutationFn: work,
    onSuccess: done,
    onError: (error, value) => {
      if (hasCode(error, 'prove-it')) setWaiting({ value });
    },
  });
  const proven = (): void => {
    setWaiting(undefined);
    if (waiting !== undefined) change.mutate(waiting.value);
  };
  const { error } = change;
  return {
    run: change.mutate,
    busy: change.isPending,
    error: error !== null && hasCode(error, 'prove-it') ? null : error,
    dialog: waiting && <ProveDialog onProven={proven} onClose={() => setWaiting(undefined)} />,
  };
}

type DialogProps = { readonly onProven: () => void; readonly onClose: () => void };

export function ProveDialog({ onProven, onClose }: DialogProps): ReactNode {
  const { authenticator: app, passkeys: some } = useOwnFactors();
  const keys = some && passkeysHere() === 'yes';
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('factor.proveTitle')}
      centered
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      <div className="stack">
        <p>{t('factor.proveText')}</p>
        {keys && <ByPasskey onProven={onProven} />}
        {app ? <ByCode onProven={onProven} /> : <ByPassword onProven={onProven} />}
      </div>
    </Modal>
  );
}

/** What the account has. Whoever came by a provider alone is told no more than that. */
function useOwnFactors(): { readonly authenticator: boolean; readonly passkeys: boolean } {
  const who = useWho().data;
  const sent = who?.kind === 'member' ? who.byProvider : undefined;
  const known = useQuery({
    queryKey: ['who', 'factors'],
    queryFn: factors.read,
    enabled: sent === undefined,
  });
  const { authenticator = null, passkeys: keys = [] } = known.data ?? {};
  return sent ?? { authenticator: authenticator !== null, passkeys: keys.length > 0 };
}

function ByPasskey({ onProven }: { onProven: () => void }): ReactNode {
  const prove = useMutation({ mutationFn: passkeys.prove, onSuccess: onProven });
  return (
    <>
      <Button
        variant="default"
        leftSection={<Icon name="key" />}
        loading={prove.isPending}
        onClick={() => prove.mutate()}
      >
        {t('factor.usePasskey')}
      </Button>
      {prove.error !== null && <PasskeyNotice error={prove.error} />}
    </>
  );
}

function ByPassword({ onProven }: { onProven: () => void }): ReactNode {
  const [password, setPassword] = useState('');
  return (
    <Proof proof={{ password }} onProven={onProven} onWrong={() => setPassword('')}>
      <PasswordField value={password} onChange={setPassword} />
    </Proof>
  );
}

function ByCode({ onProven }: { onProven: () => void }): ReactNode {
  const [code, setCode] = useState('');
  return (
    <Proof proof={{ code }} onProven={onProven} onWrong={() => setCode('')}>
      <CodeField app value={code} onChange={setCode} />
    </Proof>
  );
}

type ProofProps = {
  readonly proof: Parameters<typeof factors.prove>[0];
  readonly onProven: () => void;
  readonly onWrong: () => void;
  readonly children: ReactNode;
};

function Proof({ proof, onProven, onWrong, children }: ProofProps): ReactNode {
  const prove = useMutation({ mutationFn: factors.prove, onSuccess: onProven, onError: onWrong });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // The form of a dialog stands inside that of the page, as React sees it.
    event.stopPropagation();
    prove.mutate(proof);
  };
  return (
    <form className="stack" onSubmit={submit}>
      {children}
      {prove.error !== null && <ProblemNotice error={prove.error} />}
      <Group justify="flex-end">
        <Button type="submit" loading={prove.isPending}>
          {t('factor.proveDo')}
        </Button>
      </Group>
    </form>
  );
}
