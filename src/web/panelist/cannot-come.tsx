/** Somebody from outside says that they cannot come, and can take it back for a while. */
import type { ReactNode } from 'react';
import type { PanelOpen } from '#contract/panel.ts';
import { CHANGE_REQUEST } from '#domain/loop/change-request.ts';
import { byLink } from '#web/api/self-service.ts';
import { NotComing, TakeBack } from '#web/parts/not-coming.tsx';
import type { Page } from '#web/parts/use-proven.tsx';
import { timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

type Props = { readonly panel: PanelOpen; readonly token: string };

export function CannotCome({ panel, token }: Props): ReactNode {
  const { acting, organisation, undoUntil, start, you } = panel;
  const page: Page = { token, acting, organisation };
  if (acting === 'not' || Date.parse(start) <= Date.now()) return null;
  if (undoUntil !== undefined) {
    const words = {
      title: t('panel.cannotDone'),
      text: t('panel.cannotUndo', { time: timeWords(undoUntil, you.timeZone) }),
      button: t('panel.canAfterAll'),
    };
    return <TakeBack page={page} words={words} undo={() => byLink.undoDecline(token)} />;
  }
  const words = {
    open: t('panel.cannot'),
    title: <h2>{t('panel.cannotTitle')}</h2>,
    lead: t('panel.cannotLead', { count: CHANGE_REQUEST.undoMinutes }),
    send: t('panel.cannotSend'),
  };
  return (
    <NotComing page={page} what="decline" words={words} send={(why) => byLink.decline({ token, ...why })} />
  );
}
