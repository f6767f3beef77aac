/** Whoever follows a link does not come: said after a code from the mail, and for a while they can take it back. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { t } from '#web/words/words.ts';
import { useProven, type Page } from './use-proven.tsx';
import { NO_WHY, WhyFields, whyOf, type WhyDraft } from './why-fields.tsx';

type Saying = {
  readonly page: Page;
  readonly what: 'cancel' | 'decline';
  readonly words: {
    readonly open: string;
    /** As a heading of the level that is right there. */
    readonly title: ReactNode;
    readonly lead: string;
    readonly send: string;
  };
  readonly send: (why: ReturnType<typeof whyOf>) => Promise<unknown>;
};

export function NotComing(saying: Saying): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <div className="deed">
      {open ? (
        <Why {...saying} onClose={() => setOpen(false)} />
      ) : (
        <Button variant="subtle" className="danger-quiet" onClick={() => setOpen(true)}>
          {saying.words.open}
        </Button>
      )}
    </div>
  );
}

function Why({ page, what, words, send, onClose }: Saying & { onClose: () => void }): ReactNode {
  const [why, setWhy] = useState<WhyDraft>(NO_WHY);
  const proven = useProven(page);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    proven.press({ run: () => send(whyOf(why)), done: onClose });
  };
  return (
    <form className="stack" onSubmit={submit}>
      {words.title}
      <p>{words.lead}</p>
      <WhyFields what={what} why={why} onChange={setWhy} />
      {proven.problem}
      <div className="buttons">
        <Button type="submit" className="danger" loading={proven.busy}>
          {words.send}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('do.back')}
        </Button>
        {page.acting === 'code' && <span className="field-help">{t('prove.first')}</span>}
      </div>
      {proven.proving}
    </form>
  );
}

type TakingBack = {
  readonly page: Page;
  readonly words: { readonly title: string; readonly text: string; readonly button: string };
  readonly undo: () => Promise<unknown>;
};

/** Stands above everything else while it can be taken back. */
export function TakeBack({ page, words, undo }: TakingBack): ReactNode {
  const proven = useProven(page);
  return (
    <section className="undo" role="status">
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      {proven.problem}
      <div className="buttons">
        <Button loading={proven.busy} onClick={() => proven.press({ run: undo })}>
          {words.button}
        </Button>
      </div>
      {proven.proving}
    </section>
  );
}
