/** The chosen way in full: as a picture in which sessions can be moved, as a table, and to be confirmed. */
import { useState, type ReactNode } from 'react';
import type { Alternative, DaySearchResult, TimelineRow } from '#contract/day-search.ts';
import { SessionTable } from '#web/parts/session-table.tsx';
import { Timeline } from '#web/parts/timeline.tsx';
import { timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { ChangeDialog } from './change-dialog.tsx';
import type { DateRange } from './choosing.ts';
import { ConfirmChoice } from './confirm-choice.tsx';
import { newDraft, undone, type Draft } from './draft.ts';
import type { FindingProps } from './finding-props.ts';
import { useDraft, type Drafting } from './use-draft.ts';
import { markOf, verdictMark, verdictWords } from './verdict.ts';
import { VerdictNotice } from './verdict-notice.tsx';

type Props = FindingProps & {
  readonly result: DaySearchResult;
  readonly range: DateRange;
  readonly alternative: Alternative;
  readonly draft: Draft;
  readonly onDraft: (change: (draft: Draft) => Draft) => void;
  readonly onSearchAgain: () => void;
};

export function Chosen(props: Props): ReactNode {
  const { result, range, alternative, draft, onDraft, ...finding } = props;
  const { opening, candidate } = finding;
  const [opened, setOpened] = useState<string>();
  const drafting = useDraft(finding, {
    draft,
    onDraft,
    range,
    onOpen: setOpened,
    isOpen: opened !== undefined,
  });
  const { sessions, verdict, hand } = drafting;
  const open = (module: string): void => {
    hand.onTake(module);
    setOpened(module);
  };
  return (
    <>
      <section className="chosen" aria-label={t('find.chosen')}>
        <Timeline
          sessions={sessions}
          rows={merged(result.rows, drafting.rows)}
          timeZone={opening.timeZone}
          hand={hand}
        />
        <InHand drafting={drafting} timeZone={opening.timeZone} onOpen={open} />
        {drafting.isChanged && (
          <VerdictNotice
            verdict={verdict}
            failed={drafting.failed}
            found={alternative.cost}
            onUndo={() => onDraft(undone)}
            onReset={() => onDraft(({ found }) => newDraft(found))}
          />
        )}
        <SessionTable
          sessions={sessions}
          timeZone={opening.timeZone}
          candidateZone={candidate.timeZone}
          onChange={open}
        />
      </section>
      <ChangeDialog
        drafting={drafting}
        opening={opening}
        opened={opened}
        onClose={() => setOpened(undefined)}
      />
      <ConfirmChoice
        key={JSON.stringify(sessions)}
        {...finding}
        sessions={sessions}
        allowed={!drafting.isChanged || verdict?.broken.length === 0}
      />
    </>
  );
}

type InHandProps = {
  readonly drafting: Drafting;
  readonly timeZone: string;
  readonly onOpen: (module: string) => void;
};

/** The session in hand in words: where it stands, and what that means; of a changed plan the notice below says it all. */
function InHand({ drafting, timeZone, onOpen }: InHandProps): ReactNode {
  const { sessions, module, verdict, isChanged } = drafting;
  const session = sessions.find((one) => one.module === module);
  if (session === undefined) return <p className="in-hand in-hand-hint">{t('change.hintBelow')}</p>;
  return (
    <p className="in-hand" data-mark={verdict && markOf(verdict)}>
      <span>
        <strong>
          {session.title}, {timeWords(session.start, timeZone)}
        </strong>{' '}
        {verdict !== undefined && (isChanged ? verdictMark(verdict) : verdictWords(verdict))}
        {verdict === undefined && t('change.waiting')}
      </span>
      <button type="button" className="as-link" onClick={() => onOpen(session.module)}>
        {t('change.peopleAndRoom')}
      </button>
    </p>
  );
}

/** Whoever was not in the plan when it was found has a row as soon as they are. */
function merged(found: readonly TimelineRow[], more: readonly TimelineRow[]): readonly TimelineRow[] {
  const known = new Map([...found, ...more].map((row) => [`${row.kind} ${row.id}`, row]));
  const order = ['candidate', 'person', 'room'];
  return [...known.values()].toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}
