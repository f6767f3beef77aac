/** A repair for people to read: what changes, and who must be told what. */
import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import type { Notice, Repair, SessionChange, Telling } from '#domain/repair/repair.ts';
import { dateAt, minuteOf, timeAt } from '#domain/time/zoned.ts';

export function repairText(problem: LoopProblem, { changes, told, cost, unplaced }: Repair): string {
  const when = clockOf(problem);
  const lines = [
    counted(changes.length, 'session changes', 'sessions change'),
    ...changes.map((change) => `  ${change.session}: ${changeWords(change, when)}`),
    `${counted(told.length, 'person has', 'people have')} to be told`,
    ...told.flatMap((telling) => tellingLines(problem, telling, when)),
    `cost ${cost.total}`,
    ...unplaced.map(({ loop, text }) => `not placed: ${loop}: ${text}`),
  ];
  return `${lines.join('\n')}\n`;
}

type Clock = (instant: string) => string;

function clockOf({ timeZone }: LoopProblem): Clock {
  return (instant) => `${dateAt(minuteOf(instant), timeZone)} ${timeAt(minuteOf(instant), timeZone)}`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function changeWords(change: SessionChange, when: Clock): string {
  const { before, after, moved, rerouted, out, recast } = change;
  if (after === undefined) return 'is not held';
  return [
    ...(moved ? [`${when(before.start)} -> ${when(after.start)}`] : []),
    ...(rerouted ? [`room ${before.room ?? 'none'} -> ${after.room ?? 'none'}`] : []),
    ...(out.length > 0 ? [`without ${out.join(', ')}`] : []),
    ...(change.in.length > 0 ? [`with ${change.in.join(', ')}`] : []),
    ...recast.map(({ person, to }) => `${person} as ${to}`),
  ].join('; ');
}

function tellingLines(problem: LoopProblem, { who, id, notices }: Telling, when: Clock): string[] {
  const list = who === 'person' ? problem.people : problem.candidates;
  const name = list.find((one) => one.id === id)?.name;
  const called = name === undefined ? id : `${name} (${id})`;
  return [
    `  ${who === 'candidate' ? 'candidate ' : ''}${called}`,
    ...notices.map((notice) => `    ${notice.session}: ${noticeWords(notice, when)}`),
  ];
}

function noticeWords(notice: Notice, when: Clock): string {
  switch (notice.what) {
    case 'time':
      return `now ${when(notice.to)}, not ${when(notice.from)}`;
    case 'room':
      return notice.to === undefined ? 'no room any more' : `now in ${notice.to}`;
    case 'out':
      return 'you are out';
    case 'in':
      return `you are in, ${when(notice.start)}${notice.room === undefined ? '' : `, ${notice.room}`}, as ${notice.role}`;
    case 'role':
      return `you are now ${notice.to}`;
    case 'company':
      return [
        ...(notice.in.length > 0 ? [`with ${notice.in.join(', ')}`] : []),
        ...(notice.out.length > 0 ? [`without ${notice.out.join(', ')}`] : []),
      ].join(', ');
    case 'cancelled':
      return 'is not held';
  }
}
