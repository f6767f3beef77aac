/** What somebody proposed by their calendar, as the address of a repair says it, and the event that it is. */
import type { LoopView } from '#contract/loop.ts';
import type { LoopEvent } from '#contract/repair.ts';
import { textOf } from '#web/search-parts.ts';
import { dateOf, spanWords } from '#web/time-words.ts';
import { clockInstant, clockMinutes, minutesOf } from '#web/wall-clock.ts';
import { t } from '#web/words/words.ts';

/** For one session, its start; without `module` the candidate's whole day, from then until then. */
export type Proposal = { readonly module?: string; readonly at: string; readonly until?: string };
export type ProposalSearch = { readonly asked?: string; readonly at?: string; readonly until?: string };

/** From the part of the address after `?`; what is no time is left out. */
export function proposalFrom(search: Record<string, unknown>): ProposalSearch {
  const { at, until } = { ...textOf(search, 'at'), ...textOf(search, 'until') };
  return {
    ...textOf(search, 'asked'),
    ...(isInstant(at) && { at }),
    ...(isInstant(until) && { until }),
  };
}

function isInstant(text: string | undefined): text is string {
  return text !== undefined && !Number.isNaN(Date.parse(text));
}

/** Undefined where nothing was proposed. */
export function proposalOf({ asked, at, until }: ProposalSearch): Proposal | undefined {
  if (at === undefined) return undefined;
  return {
    at,
    ...(asked === undefined ? {} : { module: asked }),
    ...(until === undefined ? {} : { until }),
  };
}

type Written = Pick<Proposal, 'module'> & {
  /** As `2026-12-07T10:00`, on the clock of the zone. */
  readonly from: string;
  readonly until: string;
  readonly zone: string;
};

/** Undefined while a time is missing, or the end is not after the start. */
export function proposedEvent({ module, from, until, zone }: Written): LoopEvent | undefined {
  const [start, end] = [instantOf(from, zone), instantOf(until, zone)];
  if (start === undefined) return undefined;
  if (module !== undefined) return { what: 'asked', module, start };
  return end === undefined || Date.parse(end) <= Date.parse(start)
    ? undefined
    : { what: 'comes', start, end };
}

/** Before anything of it is changed. */
export function firstEvent({ at, until = at, ...proposal }: Proposal, zone: string): LoopEvent | undefined {
  return proposedEvent({ ...proposal, from: wallText(at, zone), until: wallText(until, zone), zone });
}

/** `2026-12-07T10:00` */
export function wallText(instant: string, zone: string): string {
  const minutes = clockMinutes(instant, zone);
  const two = (figure: number): string => String(figure).padStart(2, '0');
  return `${dateOf(instant, zone)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function instantOf(wall: string, zone: string): string | undefined {
  const [date = '', time = ''] = wall.split('T');
  const minutes = minutesOf(time.slice(0, 5));
  return /^\d{4}-\d\d-\d\d$/.test(date) && minutes !== undefined
    ? clockInstant(date, minutes, zone)
    : undefined;
}

export function proposalText({ sessions, opening, candidate }: LoopView, proposal: Proposal): string {
  const session = sessions.find(({ module }) => module === proposal.module);
  if (session === undefined) return t('repair.proposedDay', { name: candidate.name });
  const when = spanWords(session, opening.timeZone);
  return t('repair.proposed', { title: session.title, when });
}
