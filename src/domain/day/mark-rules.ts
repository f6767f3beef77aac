/** Which marks of the day make sense just now, in words where they do not. */
import type { SessionMarks } from './expected-times.ts';
import type { Instant, Interval } from '#domain/planning/loop-problem.ts';
import type { LoopStatus } from '#domain/loop/loop.ts';
import type { Refusal } from '#domain/refusal.ts';
import { dateAt, minuteAt, minuteOf } from '#domain/time/zoned.ts';

/** Minutes before and after a day that count as of that day, and before its time in which a session may begin. */
const GRACE = 60;

export type MarkScene = {
  readonly now: Instant;
  /** In which it is said which day it is. */
  readonly timeZone: string;
  readonly status: LoopStatus;
  readonly noShow: boolean;
};

/** What somebody wants to mark of one session. */
export function sessionMarkRefusal(
  what: 'started' | 'ended' | 'more',
  session: Interval & { readonly title: string; readonly marks: SessionMarks },
  scene: MarkScene,
): Refusal | undefined {
  const elsewhen = dayRefusal(session, scene);
  if (elsewhen !== undefined) return elsewhen;
  if (scene.noShow) return inUse('It was marked that the candidate did not come. Take that back first.');
  const { title, marks } = session;
  const early = minuteOf(session.start) - minuteOf(scene.now);
  const begun = marks.started !== undefined;
  if (what !== 'ended' && marks.ended !== undefined) {
    return inUse(`It was marked that ${title} has ended. Take that back first.`);
  }
  if (begun) return undefined;
  if (what === 'started') {
    return early > GRACE
      ? inUse(`${title} is to begin in ${early} minutes: that is too early to have started.`)
      : undefined;
  }
  return early > 0 ? inUse(`${title} has not begun yet. Mark first that it started.`) : undefined;
}

type OfLoop = {
  readonly sessions: readonly (Interval & { readonly alone: boolean; readonly marks: SessionMarks })[];
  readonly arrived: boolean;
};

/** `sessions`: those with the candidate; `alone`: held for nobody else, so that it cannot have begun without them. */
export function dayMarkRefusal(
  what: 'arrived' | 'no-show',
  { sessions, arrived }: OfLoop,
  scene: MarkScene,
): Refusal | undefined {
  const today = sessions.filter((session) => dayRefusal(session, scene) === undefined);
  const [first] = today.toSorted((a, b) => minuteOf(a.start) - minuteOf(b.start));
  if (first === undefined) {
    const [any] = sessions;
    return (any && dayRefusal(any, scene)) ?? inUse('The candidate is in no session of this day.');
  }
  if (what === 'arrived') {
    return scene.noShow
      ? inUse('It was marked that the candidate did not come. Take that back first.')
      : undefined;
  }
  if (arrived) return inUse('It was marked that the candidate is here. Take that back first.');
  const began = today.some(
    ({ alone, marks }) => alone && (marks.started ?? marks.ended ?? marks.more) !== undefined,
  );
  if (began) return inUse('It was marked that a session with the candidate began. Take that back first.');
  if (minuteOf(first.start) <= minuteOf(scene.now)) return undefined;
  return inUse('The first session is still to come: nobody can be missing yet.');
}

/** Marks are of the day itself, as the clocks of the opening have it. */
export function dayRefusal(
  { start, end }: Interval,
  { now, timeZone, status, noShow }: MarkScene,
): Refusal | undefined {
  if (status === 'cancelled') {
    return inUse(
      noShow
        ? 'The candidate did not come, and the day was cancelled: nothing can be marked any more.'
        : 'This day was cancelled, so nothing can be marked.',
    );
  }
  const at = minuteOf(now);
  const first = minuteAt(dateAt(minuteOf(start), timeZone), '00:00', timeZone) - GRACE;
  const last = minuteAt(dateAt(minuteOf(end) - 1, timeZone), '24:00', timeZone) + GRACE;
  if (at < first) return inUse('This day is still to come: marks are made on the day itself.');
  return at < last ? undefined : inUse('This day is over: marks are made on the day itself.');
}

function inUse(text: string): Refusal {
  return { code: 'in-use', text };
}
