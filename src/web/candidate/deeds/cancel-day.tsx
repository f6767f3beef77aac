/** The candidate does not come at all: done at once for them, and for ten minutes they can take it back. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { CHANGE_REQUEST } from '#domain/change-request.ts';
import { useProven, type Page } from '#web/parts/use-proven.tsx';
import { byLink } from '#web/api-self-service.ts';
import { timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { NO_WHY, WhyFields, whyOf, type WhyDraft } from '#web/parts/why-fields.tsx';

export function CancelDay({ page }: { page: Page }): ReactNode {
  const [open, setOpen] = useState(false);
  if (page.acting === 'not') return null;
  return (
    <div className="deed">
      {open ? (
        <CancelForm page={page} onClose={() => setOpen(false)} />
      ) : (
        <Button variant="subtle" className="danger-quiet" onClick={() => setOpen(true)}>
          {t('cancelDay.open')}
        </Button>
      )}
    </div>
  );
}

function CancelForm({ page, onClose }: { page: Page; onClose: () => void }): ReactNode {
  const [why, setWhy] = useState<WhyDraft>(NO_WHY);
  const proven = useProven(page);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    proven.press({ run: () => byLink.cancel({ token: page.token, ...whyOf(why) }), done: onClose });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <h3>{t('cancelDay.title')}</h3>
      <p>{t('cancelDay.lead', { count: CHANGE_REQUEST.undoMinutes })}</p>
      <WhyFields what="cancel" why={why} onChange={setWhy} />
      {proven.problem}
      <div className="buttons">
        <Button type="submit" className="danger" loading={proven.busy}>
          {t('cancelDay.send')}
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

/** Stands above everything else while it can be taken back. */
export function UndoCancel({ page, until, zone }: { page: Page; until: string; zone: string }): ReactNode {
  const proven = useProven(page);
  return (
    <section className="undo" role="status">
      <h2>{t('cancelDay.done')}</h2>
      <p>{t('cancelDay.undoText', { time: timeWords(until, zone), organisation: page.organisation })}</p>
      {proven.problem}
      <div className="buttons">
        <Button loading={proven.busy} onClick={() => proven.press({ run: () => byLink.undo(page.token) })}>
          {t('cancelDay.undo')}
        </Button>
      </div>
      {proven.proving}
    </section>
  );
}
