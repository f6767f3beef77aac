/** Somebody who sits in a session says that they cannot come, and can take it back for a while. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Modal } from '@mantine/core';
import type { SessionView } from '#contract/day-search.ts';
import { CHANGE_REQUEST } from '#domain/loop/change-request.ts';
import { ownSeat } from '#web/api/self-service.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { NO_WHY, WhyFields, whyOf, type WhyDraft } from '#web/parts/why-fields.tsx';
import { timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

type Props = {
  readonly organisation: string;
  readonly loop: string;
  readonly session: SessionView;
};

export function DeclineOwn({ organisation, loop, session }: Props): ReactNode {
  const [open, setOpen] = useState(false);
  if (Date.parse(session.start) <= Date.now()) return null;
  return (
    <>
      <button type="button" className="as-link seat-action" onClick={() => setOpen(true)}>
        {t('panel.cannot')}
      </button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t('panel.cannotTitle')}
        centered
        closeButtonProps={{ 'aria-label': t('do.close') }}
      >
        <Declining organisation={organisation} loop={loop} session={session} onClose={() => setOpen(false)} />
      </Modal>
    </>
  );
}

/** Whoever presses again after it was closed is told until when it can be taken back. */
function Declining({ organisation, loop, session, onClose }: Props & { onClose: () => void }): ReactNode {
  const [why, setWhy] = useState<WhyDraft>(NO_WHY);
  const decline = useChange(organisation, () =>
    ownSeat.decline(organisation, loop, { module: session.module, ...whyOf(why) }),
  );
  const undo = useChange(organisation, () => ownSeat.undo(organisation, loop));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    decline.mutate(undefined);
  };
  if (decline.data !== undefined) {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return (
      <div className="stack" role="status">
        <p>
          <strong>{t('panel.cannotDone')}.</strong>{' '}
          {t('panel.cannotUndo', { time: timeWords(decline.data.undoUntil, here) })}
        </p>
        {undo.error !== null && <ProblemNotice error={undo.error} />}
        <div className="buttons">
          <Button
            variant="default"
            loading={undo.isPending}
            onClick={() => undo.mutate(undefined, { onSuccess: onClose })}
          >
            {t('panel.canAfterAll')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form className="stack" onSubmit={submit}>
      <p>{t('panel.cannotLead', { count: CHANGE_REQUEST.undoMinutes })}</p>
      <WhyFields what="decline" why={why} onChange={setWhy} />
      {decline.error !== null && <ProblemNotice error={decline.error} />}
      <div className="buttons">
        <Button type="submit" className="danger" loading={decline.isPending}>
          {t('panel.cannotSend')}
        </Button>
      </div>
    </form>
  );
}
