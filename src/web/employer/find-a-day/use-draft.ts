import { useState } from 'react';
import type { SessionView, TimelineRow } from '#contract/day-search.ts';
import type { SessionChanges, Verdict } from '#contract/plan-change.ts';
import { inRoom, movedTo, reseated } from '#domain/plan-change.ts';
import { instantText, minuteAt, minuteOf } from '#domain/zoned.ts';
import type { Hand } from '#web/parts/timeline-hand.ts';
import { dateOf, hoursWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import type { DateRange } from './choosing.ts';
import { beforeMoving, changed, moved, sessionsOf, type Draft } from './draft.ts';
import type { FindingProps } from './finding-props.ts';
import { useChanges } from './use-changes.ts';
import { markOf, verdictWords } from './verdict.ts';

type Person = SessionView['people'][number];
export type Reseat = SessionChanges['people'][number];
export type Room = SessionChanges['rooms'][number];

export type Drafting = {
  readonly sessions: readonly SessionView[];
  readonly isChanged: boolean;
  /** Of the plan as it stands; undefined until it has been judged. */
  readonly verdict: Verdict | undefined;
  readonly failed: boolean;
  /** The session in hand, and what its changes would mean. */
  readonly module: string | undefined;
  readonly changes: SessionChanges | undefined;
  readonly rows: readonly TimelineRow[];
  readonly hand: Hand;
  readonly seat: (change: Reseat) => void;
  readonly room: (change: Room) => void;
};

type Asked = {
  readonly draft: Draft;
  readonly onDraft: (change: (draft: Draft) => Draft) => void;
  readonly range: DateRange;
  readonly onOpen: (module: string) => void;
};

/** An alternative being changed by hand: each change is judged by the server before and after it is made. */
export function useDraft(finding: FindingProps, { draft, onDraft, range, onOpen }: Asked): Drafting {
  const { timeZone: zone, template } = finding.opening;
  const [module, onTake] = useState<string>();
  const sessions = sessionsOf(draft);
  // What a move means is told for the place where the session was picked up, once for a whole drag.
  const before = module === undefined ? sessions : beforeMoving(draft, module);
  const moves = useChanges(finding, { sessions: before, module, range });
  const isChanged = draft.steps.length > 0;
  const now = useChanges(finding, {
    sessions,
    module: isChanged ? (module ?? sessions[0]?.module) : module,
    range,
  });
  const judged = now.isPlaceholderData ? undefined : now.data?.now;
  const starts = moves.isPlaceholderData ? [] : (moves.data?.starts ?? []);
  const verdictAt = ({ module: id, start }: SessionView): Verdict | undefined =>
    id === module ? starts.find((one) => minuteOf(one.start) === minuteOf(start))?.verdict : undefined;
  const held = sessions.find((session) => session.module === module);
  const moving = held === undefined || before === sessions ? undefined : verdictAt(held);
  const { modules } = template;
  return {
    sessions,
    isChanged,
    verdict: moving ?? judged ?? draft.steps.at(-1)?.verdict,
    failed: moves.isError || now.isError,
    module,
    changes: now.data,
    rows: [...(moves.data?.rows ?? []), ...(now.data?.rows ?? [])],
    hand: {
      ...(module !== undefined && { module }),
      marks: starts.map(({ start, verdict }) => ({ start, mark: markOf(verdict) })),
      grid: template.grid ?? 15,
      zone,
      hoursOf: (start) => {
        const date = dateOf(start, zone);
        const at = (time: string): string => instantText(minuteAt(date, time, zone), zone);
        return { start: at(template.hours.from), end: at(template.hours.to) };
      },
      onTake,
      onMove: (id, start) =>
        onDraft((old) => moved(old, id, { sessions: movedTo(sessionsOf(old), id, { start, zone }) })),
      onOpen,
      wordsOf: (session) => {
        const verdict = verdictAt(session);
        const words = verdict === undefined ? t('change.waiting') : verdictWords(verdict);
        const hours = hoursWords(session, zone);
        return session.module === module ? t('change.here', { hours, verdict: words }) : hours;
      },
    },
    seat: ({ seat, leaves, joins, verdict }) =>
      onDraft((old) => {
        const reseating = {
          seat,
          ...(leaves !== undefined && { leaves }),
          ...(joins !== undefined && { joins: { ...joins, seat, role: 'panelist' } as const }),
        };
        const next = reseated<Person, SessionView>(sessionsOf(old), module ?? '', { reseating, modules });
        return changed(old, { sessions: next, verdict });
      }),
    room: ({ room, verdict }) =>
      onDraft((old) => changed(old, { sessions: inRoom(sessionsOf(old), module ?? '', room), verdict })),
  };
}
