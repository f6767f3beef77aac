import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { AgendaOpen } from '#contract/agenda.ts';
import type { CodeRequested, NeedsChange } from '#contract/needs.ts';
import { NEEDS_LENGTH, type Need } from '#domain/needs.ts';
import { needs } from '#web/api-outside.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { t } from '#web/words/words.ts';
import { changeOf, EMPTY_DRAFT, type NeedsDraft } from './needs-draft.ts';

type Props = { readonly agenda: AgendaOpen; readonly token: string };

/** How the name is said, access, diet and a remark: written here, confirmed by a code from the mail. */
export function WhatToKnow({ agenda, token }: Props): ReactNode {
  return (
    <section className="what-to-know" aria-labelledby="what-to-know">
      <h2 id="what-to-know">{t('say.title')}</h2>
      {agenda.saysNeeds ? <Saying agenda={agenda} token={token} /> : <p>{t('say.through')}</p>}
    </section>
  );
}

/** Written, then confirmed, then done; what was written stays until then. */
function Saying({ agenda, token }: Props): ReactNode {
  const [draft, setDraft] = useState<NeedsDraft>(EMPTY_DRAFT);
  const ask = useMutation({ mutationFn: (change: NeedsChange) => needs.askCode({ token, change }) });
  const save = useMutation({ mutationFn: needs.save });
  const change = changeOf(draft);
  const begin = (): void => {
    ask.reset();
    save.reset();
  };
  if (save.isSuccess) {
    return (
      <div className="stack" role="status">
        <p>{t('say.done')}</p>
        <div className="buttons">
          <Button
            variant="default"
            onClick={() => {
              begin();
              setDraft(EMPTY_DRAFT);
            }}
          >
            {t('say.more')}
          </Button>
        </div>
      </div>
    );
  }
  if (ask.data !== undefined && change !== undefined) {
    const confirm = (code: string): void => save.mutate({ token, change, request: ask.data.request, code });
    return (
      <Confirming
        organisation={agenda.organisation}
        saving={save}
        asking={ask}
        onCode={confirm}
        onBack={begin}
        onAgain={() => {
          begin();
          ask.mutate(change);
        }}
      />
    );
  }
  return (
    <Writing
      draft={draft}
      onDraft={setDraft}
      busy={ask.isPending}
      error={ask.error}
      onAsk={() => change !== undefined && ask.mutate(change)}
    />
  );
}

type WritingProps = {
  readonly draft: NeedsDraft;
  readonly onDraft: (draft: NeedsDraft) => void;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onAsk: () => void;
};

function Writing({ draft, onDraft, busy, error, onAsk }: WritingProps): ReactNode {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onAsk();
  };
  const field = (need: Need): { value: string; maxLength: number; onChange: (event: Typed) => void } => ({
    value: draft[need],
    maxLength: NEEDS_LENGTH[need],
    onChange: (event) => onDraft({ ...draft, [need]: event.currentTarget.value }),
  });
  return (
    <form className="stack" onSubmit={submit}>
      <p>{t('say.lead')}</p>
      <TextInput
        label={t('say.said')}
        description={t('say.saidHelp')}
        autoComplete="off"
        {...field('said')}
      />
      <Textarea
        label={t('say.access')}
        description={t('say.accessHelp')}
        autosize
        minRows={2}
        {...field('access')}
      />
      <TextInput label={t('say.diet')} autoComplete="off" {...field('diet')} />
      <Textarea label={t('say.remark')} autosize minRows={2} {...field('remark')} />
      <Checkbox
        label={t('say.forget')}
        description={t('say.forgetHelp')}
        checked={draft.forget}
        onChange={(event) => onDraft({ ...draft, forget: event.currentTarget.checked })}
      />
      {error !== null && <ProblemNotice error={error} />}
      <div className="say-do">
        <Button type="submit" loading={busy} disabled={changeOf(draft) === undefined}>
          {t('say.ask')}
        </Button>
        <span>{t('say.askHelp')}</span>
      </div>
      <p className="say-note">{t('say.keptHidden')}</p>
    </form>
  );
}

type Typed = { readonly currentTarget: { readonly value: string } };

type ConfirmingProps = {
  readonly organisation: string;
  readonly saving: Pick<UseMutationResult<void>, 'isPending' | 'error'>;
  readonly asking: Pick<UseMutationResult<CodeRequested>, 'isPending'>;
  readonly onCode: (code: string) => void;
  readonly onBack: () => void;
  readonly onAgain: () => void;
};

function Confirming(props: ConfirmingProps): ReactNode {
  const [code, setCode] = useState('');
  const { organisation, saving, asking } = props;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    props.onCode(code);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <p role="status">
        <strong>{t('say.codeTitle')}.</strong> {t('say.codeText', { organisation })}
      </p>
      <TextInput
        className="say-code"
        label={t('say.code')}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        required
        withAsterisk={false}
        data-autofocus
      />
      {saving.error !== null && <ProblemNotice error={saving.error} />}
      <div className="buttons">
        <Button type="submit" loading={saving.isPending}>
          {t('say.confirm')}
        </Button>
        <Button variant="default" onClick={props.onBack}>
          {t('say.back')}
        </Button>
        <Button variant="subtle" loading={asking.isPending} onClick={props.onAgain}>
          {t('say.again')}
        </Button>
      </div>
    </form>
  );
}
