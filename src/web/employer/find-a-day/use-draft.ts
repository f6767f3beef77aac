import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { SessionView, TimelineRow } from '#contract/day-search.ts';
import type { SessionChanges, Verdict } from '#contract/plan-change.ts';
import { inRoom, movedTo, reseated } from '#domain/planning/plan-change.ts';
import { instantText, minuteAt, minuteOf } from '#domain/time/zoned.ts';
import type { Hand } from '#web/parts/timeline-hand.ts';
import { dateOf, hoursWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import type { DateRange } from './choosing.ts';
import { beforeMoving, changed, moved, sessionsOf, type Draft } from './draft.ts';
import type { FindingProps } from './finding-props.ts';
import { changesQuery, useChanges } from './use-changes.ts';
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
  /** The dialog about the session in hand is open. */
  readonly isOpen: boolean;
};

/** An alternative being changed by hand: each change is judged by the server before and after it is made. */
export function useDraft(finding: FindingProps, { draft, onDraft, range, onOpen, isOpen }: Asked): Drafting {
  const [module, onTake] = useState(() => lastChanged(draft));
  const judged = useJudged(finding, { draft, range, module, isOpen });
  const { modules } = finding.opening.template;
  const client = useQueryClient();
  const onNear = (near: string): void =>
    void client.prefetchQuery(
      changesQuery(finding, { sessions: beforeMoving(draft, near), module: near, range }),
    );
  return {
    sessions: sessionsOf(draft),
    isChanged: draft.steps.length > 0,
    module,
    ...judged,
    hand: handOf(finding, judged, { module, onNear, onTake, onOpen, onDraft }),
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

/** A plan that was changed before, and is looked at again, is judged again. */
function lastChanged({ found, steps }: Draft): string | undefined {
  return steps.length === 0 ? undefined : (steps.at(-1)?.moves ?? found[0]?.module);
}

type Judged = Pick<Drafting, 'verdict' | 'failed' | 'changes' | 'rows'> & {
  readonly starts: SessionChanges['starts'];
};

function useJudged(
  finding: FindingProps,
  {
    draft,
    range,
    module,
    isOpen,
  }: Pick<Asked, 'draft' | 'range' | 'isOpen'> & { module: string | undefined },
): Judged {
  const sessions = sessionsOf(draft);
  // What a move means is told for the place where the session was picked up, once for a whole drag.
  const before = beforeMoving(draft, module);
  const moves = useChanges(finding, { sessions: before, module, range });
  const asked = isOpen || before === sessions ? module : undefined;
  const now = useChanges(finding, { sessions, module: asked, range });
  const starts = startsOf(moves);
  const held = before === sessions ? undefined : sessions.find((session) => session.module === module);
  return {
    verdict: verdictAt(starts, held) ?? nowOf(now) ?? draft.steps.at(-1)?.verdict,
    failed: moves.isError || now.isError,
    changes: now.data,
    rows: [moves, now].flatMap(({ data }) => data?.rows ?? []),
    starts,
  };
}

type Changes = ReturnType<typeof useChanges>;

/** Nothing, while what is shown is still that of the plan before. */
function startsOf({ data, isPlaceholderData }: Changes): SessionChanges['starts'] {
  return isPlaceholderData ? [] : (data?.starts ?? []);
}

function nowOf({ data, isPlaceholderData }: Changes): Verdict | undefined {
  return isPlaceholderData ? undefined : data?.now;
}

function verdictAt(starts: Judged['starts'], session: SessionView | undefined): Verdict | undefined {
  if (session === undefined) return undefined;
  const from = minuteOf(session.start);
  return starts.find(({ start }) => minuteOf(start) === from)?.verdict;
}

type Handling = Pick<Hand, 'onNear' | 'onTake' | 'onOpen'> &
  Pick<Asked, 'onDraft'> & { readonly module: string | undefined };

function handOf(
  { opening: { timeZone: zone, template } }: FindingProps,
  { starts }: Judged,
  { module, onDraft, ...on }: Handling,
): Hand {
  return {
    ...(module !== undefined && { module }),
    marks: starts.map(({ start, verdict }) => ({ start, mark: markOf(verdict) })),
    grid: template.grid ?? 15,
    zone,
    hoursOf: (start) => {
      const date = dateOf(start, zone);
      const at = (time: string): string => instantText(minuteAt(date, time, zone), zone);
      return { start: at(template.hours.from), end: at(template.hours.to) };
    },
    ...on,
    onMove: (id, start) =>
      onDraft((old) => moved(old, id, { sessions: movedTo(sessionsOf(old), id, { start, zone }) })),
    wordsOf: (session) => {
      const hours = hoursWords(session, zone);
      if (session.module !== module) return hours;
      const verdict = verdictAt(starts, session);
      return t('change.here', {
        hours,
        verdict: verdict === undefined ? t('change.waiting') : verdictWords(verdict),
      });
    },
  };
}
