import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { NEEDS_LENGTH, type Need } from '#domain/loop/needs.ts';
import { byLink } from '#web/api/self-service.ts';
import { t } from '#web/words/words.ts';
import { changeOf, EMPTY_DRAFT, type NeedsDraft } from './needs-draft.ts';
import { useProven, type Page } from '#web/parts/use-proven.tsx';

/** How the name is said, access, diet and a remark: written here, and saved for whoever reads the candidate's mail. */
export function WhatToKnow(page: Page): ReactNode {
  return (
    <section className="what-to-know" aria-labelledby="what-to-know">
      <h2 id="what-to-know">{t('say.title')}</h2>
      {page.acting === 'not' ? <p>{t('say.through')}</p> : <Saying {...page} />}
    </section>
  );
}

/** Written, then saved; what was written stays until then. */
function Saying(page: Page): ReactNode {
  const [draft, setDraft] = useState<NeedsDraft>(EMPTY_DRAFT);
  const [saved, setSaved] = useState(false);
  const proven = useProven(page);
  const change = changeOf(draft);
  const save = (): void => {
    if (change === undefined) return;
    const done = (): void => {
      setSaved(true);
      setDraft(EMPTY_DRAFT);
    };
    proven.press({ run: () => byLink.saveNeeds(page.token, change), done });
  };
  if (saved) {
    return (
      <div className="stack">
        <p role="status">{t('say.done')}</p>
        <div className="buttons">
          <Button variant="default" onClick={() => setSaved(false)}>
            {t('say.more')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <>
      <Writing
        draft={draft}
        onDraft={setDraft}
        busy={proven.busy}
        problem={proven.problem}
        onSave={save}
        mails={page.acting === 'code'}
      />
      {proven.proving}
    </>
  );
}

type WritingProps = {
  readonly draft: NeedsDraft;
  readonly onDraft: (draft: NeedsDraft) => void;
  readonly busy: boolean;
  readonly problem: ReactNode;
  readonly onSave: () => void;
  /** A code is mailed first. */
  readonly mails: boolean;
};

function Writing({ draft, onDraft, busy, problem, onSave, mails }: WritingProps): ReactNode {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSave();
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
      {problem}
      <div className="say-do">
        <Button type="submit" loading={busy} disabled={changeOf(draft) === undefined}>
          {t('say.ask')}
        </Button>
        {mails && <span>{t('prove.first')}</span>}
      </div>
      <p className="say-note">{t('say.keptHidden')}</p>
    </form>
  );
}

type Typed = { readonly currentTarget: { readonly value: string } };
