/** Somebody from outside says that they cannot come, and can take it back for a while. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { PanelOpen } from '#contract/panel.ts';
import { CHANGE_REQUEST } from '#domain/change-request.ts';
import { byLink } from '#web/api-self-service.ts';
import { useProven, type Page } from '#web/parts/use-proven.tsx';
import { NO_WHY, WhyFields, whyOf, type WhyDraft } from '#web/parts/why-fields.tsx';
import { timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

type Props = { readonly panel: PanelOpen; readonly token: string };

export function CannotCome({ panel, token }: Props): ReactNode {
  const [open, setOpen] = useState(false);
  const { acting, organisation, undoUntil, start, you } = panel;
  const page: Page = { token, acting, organisation };
  if (acting === 'not' || Date.parse(start) <= Date.now()) return null;
  if (undoUntil !== undefined) return <Undo page={page} time={timeWords(undoUntil, you.timeZone)} />;
  return (
    <div className="deed">
      {open ? (
        <Declining page={page} onClose={() => setOpen(false)} />
      ) : (
        <Button variant="subtle" className="danger-quiet" onClick={() => setOpen(true)}>
          {t('panel.cannot')}
        </Button>
      )}
    </div>
  );
}

function Declining({ page, onClose }: { page: Page; onClose: () => void }): ReactNode {
  const [why, setWhy] = useState<WhyDraft>(NO_WHY);
  const proven = useProven(page);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    proven.press({ run: () => byLink.decline({ token: page.token, ...whyOf(why) }), done: onClose });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <h2>{t('panel.cannotTitle')}</h2>
      <p>{t('panel.cannotLead', { count: CHANGE_REQUEST.undoMinutes })}</p>
      <WhyFields what="decline" why={why} onChange={setWhy} />
      {proven.problem}
      <div className="buttons">
        <Button type="submit" className="danger" loading={proven.busy}>
          {t('panel.cannotSend')}
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

function Undo({ page, time }: { page: Page; time: string }): ReactNode {
  const proven = useProven(page);
  return (
    <section className="undo" role="status">
      <h2>{t('panel.cannotDone')}</h2>
      <p>{t('panel.cannotUndo', { time })}</p>
      {proven.problem}
      <div className="buttons">
        <Button
          loading={proven.busy}
          onClick={() => proven.press({ run: () => byLink.undoDecline(page.token) })}
        >
          {t('panel.canAfterAll')}
        </Button>
      </div>
      {proven.proving}
    </section>
  );
}
