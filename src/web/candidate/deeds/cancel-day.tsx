/** The candidate does not come at all: done at once for them, and for ten minutes they can take it back. */
import type { ReactNode } from 'react';
import { CHANGE_REQUEST } from '#domain/loop/change-request.ts';
import { byLink } from '#web/api/self-service.ts';
import { NotComing, TakeBack } from '#web/parts/not-coming.tsx';
import type { Page } from '#web/parts/use-proven.tsx';
import { timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

export function CancelDay({ page }: { page: Page }): ReactNode {
  if (page.acting === 'not') return null;
  const words = {
    open: t('cancelDay.open'),
    title: <h3>{t('cancelDay.title')}</h3>,
    lead: t('cancelDay.lead', { count: CHANGE_REQUEST.undoMinutes }),
    send: t('cancelDay.send'),
  };
  return (
    <NotComing
      page={page}
      what="cancel"
      words={words}
      send={(why) => byLink.cancel({ token: page.token, ...why })}
    />
  );
}

export function UndoCancel({ page, until, zone }: { page: Page; until: string; zone: string }): ReactNode {
  const words = {
    title: t('cancelDay.done'),
    text: t('cancelDay.undoText', { time: timeWords(until, zone), organisation: page.organisation }),
    button: t('cancelDay.undo'),
  };
  return <TakeBack page={page} words={words} undo={() => byLink.undo(page.token)} />;
}
