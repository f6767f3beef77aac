/** What the buttons of one session or one candidate's day press. */
import type { DayLoop, DaySession, Mark, Marking } from '#contract/day.ts';
import type { SessionDeed } from '#web/parts/session-marks.tsx';
import { t } from '#web/words/words.ts';
import { keyOf, type Presses } from './use-presses.ts';

type OfSession = {
  readonly onMark: (deed: SessionDeed) => void;
  readonly waits: (deed: SessionDeed) => boolean;
};

/** A mark of a session that several candidates share is made through the loop of one of them. */
export function markingOf(presses: Presses, loop: DayLoop, session: DaySession): OfSession {
  const marking = (deed: SessionDeed): Marking => ({
    ...deed,
    session: session.id,
    // Two who ask for more time at once ask for it once.
    ...(deed.what === 'more' && session.more !== undefined && { after: session.more.id }),
  });
  return {
    onMark: (deed) =>
      presses.press({
        loop: loop.id,
        deed: marking(deed),
        words: t('mark.for', { what: deedWords(deed), about: aboutSession(loop, session) }),
      }),
    waits: (deed) => waitsFor(presses, loop, marking(deed)),
  };
}

function deedWords(deed: SessionDeed): string {
  return deed.what === 'more' ? t('mark.moreOf', { count: deed.minutes }) : t(`mark.${deed.what}`);
}

/** `System design, Noor Haddad` */
export function aboutSession(loop: DayLoop, session: DaySession): string {
  return `${session.title}, ${loop.candidate.name}`;
}

/** Whether a press of it is on its way. */
export function waitsFor(
  presses: Presses,
  loop: DayLoop,
  deed: Marking | { readonly undo: string },
): boolean {
  const key = keyOf({ loop: loop.id, deed });
  return presses.all.some((pressed) => pressed.key === key && pressed.error === undefined);
}

/** Takes a mark back. */
export function undoing(
  presses: Presses,
  loop: DayLoop,
  { mark, what }: { readonly mark: Mark; readonly what: string },
): { readonly waits: boolean; readonly onUndo: () => void } {
  const deed = { undo: mark.id };
  const words = t('mark.undoOf', { what: `${what}, ${loop.candidate.name}` });
  return {
    waits: waitsFor(presses, loop, deed),
    onUndo: () => presses.press({ loop: loop.id, deed, words }),
  };
}
