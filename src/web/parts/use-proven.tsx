/** Deeds of a page that a link opens: done at once in a sitting, else after a code from the mail, which begins one. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Acting } from '#contract/self-service.ts';
import { byLink } from '#web/api/self-service.ts';
import { hasCode, ProblemNotice } from './problem-notice.tsx';
import { t } from '#web/words/words.ts';

/** Whose page it is, and what can be done there. */
export type Page = {
  readonly token: string;
  readonly acting: Acting;
  readonly organisation: string;
};

export type Deed = { readonly run: () => Promise<unknown>; readonly done?: () => void };

type Proven = {
  readonly press: (deed: Deed) => void;
  readonly busy: boolean;
  /** What went wrong with the deed itself. */
  readonly problem: ReactNode;
  /** The dialog that asks for the code, while it is needed. */
  readonly proving: ReactNode;
};

export function useProven({ token, acting, organisation }: Page): Proven {
  const client = useQueryClient();
  const [waiting, setWaiting] = useState<Deed>();
  const asking = useMutation({ mutationFn: () => byLink.askCode(token) });
  const begin = (deed: Deed): void => {
    setWaiting(deed);
    asking.mutate();
  };
  const act = useMutation({
    mutationFn: (deed: Deed) => deed.run(),
    onSuccess: async (_done, deed) => {
      deed.done?.();
      await client.invalidateQueries();
    },
    onError: (error, deed) => {
      if (hasCode(error, 'prove-it')) begin(deed);
      // The days may be others by now.
      else void client.invalidateQueries();
    },
  });
  const sitting = useMutation({
    mutationFn: (code: string) => byLink.sit({ token, request: asking.data?.request ?? '', code }),
    onSuccess: () => {
      const deed = waiting;
      setWaiting(undefined);
      if (deed !== undefined) act.mutate(deed);
    },
  });
  const { error } = act;
  return {
    press: (deed) => {
      act.reset();
      sitting.reset();
      if (acting === 'sitting') act.mutate(deed);
      else begin(deed);
    },
    busy: act.isPending,
    problem: error !== null && !hasCode(error, 'prove-it') && (
      <ProblemNotice error={error} changed={t('prove.changed')} />
    ),
    proving: (
      <Proving
        opened={waiting !== undefined}
        organisation={organisation}
        asking={asking.isPending}
        error={asking.error ?? sitting.error}
        asked={asking.isSuccess}
        busy={sitting.isPending}
        onCode={(code) => sitting.mutate(code)}
        onAgain={() => {
          sitting.reset();
          asking.mutate();
        }}
        onClose={() => setWaiting(undefined)}
      />
    ),
  };
}

type ProvingProps = {
  readonly opened: boolean;
  readonly organisation: string;
  readonly asking: boolean;
  readonly asked: boolean;
  readonly error: Error | null;
  readonly busy: boolean;
  readonly onCode: (code: string) => void;
  readonly onAgain: () => void;
  readonly onClose: () => void;
};

function Proving(props: ProvingProps): ReactNode {
  const { opened, organisation, asking, asked, error, busy } = props;
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={t('prove.title')}
      centered
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      <div className="stack">
        <p role="status">{t(asking ? 'prove.sending' : 'prove.sent', { organisation })}</p>
        {asked && <CodeForm busy={busy} onCode={props.onCode} />}
        {error !== null && <ProblemNotice error={error} />}
        {!asking && (
          <div className="buttons">
            <Button variant="subtle" size="compact-sm" onClick={props.onAgain}>
              {t('prove.again')}
            </Button>
          </div>
        )}
      </div>
    </Modal>
  );
}

function CodeForm({ busy, onCode }: Pick<ProvingProps, 'busy' | 'onCode'>): ReactNode {
  const [code, setCode] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onCode(code);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <TextInput
        className="say-code"
        label={t('prove.code')}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        required
        withAsterisk={false}
        data-autofocus
      />
      <div className="buttons">
        <Button type="submit" loading={busy}>
          {t('prove.confirm')}
        </Button>
      </div>
    </form>
  );
}
