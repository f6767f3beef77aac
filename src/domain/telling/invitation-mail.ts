/** The mail of an invitation: a subject, a text to be read, the same as HTML, and the event for the calendar. */
import type { CalendarInvitation } from '#domain/calendar/calendar.ts';
import type { Addressed } from '#domain/loop/held-session.ts';
import {
  agendaLines,
  changeLines,
  sessionLines,
  shortWhen,
  whenLines,
  type Clocks,
  type NameOf,
} from './invitation-words.ts';
import type { LetterNotes } from './letter-notes.ts';
import { spanOf, type InvitationKind, type Response, type Said, type SaidSession } from './ledger.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import { mailText, type MailText } from './mail-text.ts';
import { onlyLine } from './mail.ts';

export type InvitationLetter = {
  readonly kind: InvitationKind;
  readonly to: Addressed & { readonly email: string; readonly who: 'person' | 'candidate' };
  /** What is true now; of a cancellation what was told before. */
  readonly says: Said;
  /** What was told before, where that is known to have changed. */
  readonly before?: Said;
  readonly organisation: string;
  readonly opening: { readonly title: string; readonly timeZone: string };
  /** In whose name, and where calendar programs send the answer. */
  readonly organiser: { readonly name: string; readonly address: string };
  readonly nameOf: NameOf;
  readonly notes: LetterNotes;
  /** The candidate's page, where it can be reached. */
  readonly agenda?: string;
  readonly event: { readonly uid: string; readonly sequence: number; readonly stamp: Instant };
  /** An answer that still holds: nobody needs to answer again. */
  readonly response: Response;
};

export type WrittenInvitation = MailText & {
  readonly subject: string;
  readonly event: CalendarInvitation;
};

export function invitationLetter(letter: InvitationLetter): WrittenInvitation {
  return { subject: subjectOf(letter), ...mailText(paragraphsOf(letter)), event: eventOf(letter) };
}

/** `reminder`: it begins soon; `question`: nobody has answered yet. The event of a question can be answered as before. */
export function reminderLetter(letter: InvitationLetter, kind: 'reminder' | 'question'): WrittenInvitation {
  const what = `${letter.to.who === 'candidate' ? 'your' : 'a'} second interview for “${letter.opening.title}”`;
  const reminds = kind === 'reminder';
  const paragraphs = [
    [`Hello ${letter.to.name},`],
    [reminds ? `a reminder of ${what}:` : `we have not heard from you yet about ${what}. Can you come?`],
    ...contentOf(letter),
    ...agendaOf(letter),
    ...(reminds ? [] : [[answerText(letter)]]),
    signatureOf(letter),
  ];
  const [line, when] = [summaryOf(letter), shortWhen(letter.says, letter.to.timeZone)];
  const subject = onlyLine(`${reminds ? 'Reminder' : 'Can you come?'} ${line}, ${when}`);
  return { subject, ...mailText(paragraphs), event: eventOf(letter) };
}

function agendaOf({ agenda, kind }: InvitationLetter): string[][] {
  return agenda === undefined || kind === 'cancel' ? [] : [['Your agenda, always as it stands:', agenda]];
}

function signatureOf({ organiser, organisation }: InvitationLetter): string[] {
  return [organiser.name, ...(organiser.name === organisation ? [] : [organisation])];
}

const SUBJECTS: Readonly<Record<InvitationKind, string>> = {
  request: 'Invitation',
  update: 'Changed',
  cancel: 'Cancelled',
};

function subjectOf(letter: InvitationLetter): string {
  return onlyLine(
    `${SUBJECTS[letter.kind]}: ${summaryOf(letter)}, ${shortWhen(letter.says, letter.to.timeZone)}`,
  );
}

function summaryOf({ to, says, organisation, nameOf }: InvitationLetter): string {
  const [first] = says.sessions;
  const only = says.sessions.length === 1 ? first : undefined;
  if (to.who === 'candidate')
    return `${only === undefined ? 'Second interview' : only.title} (${organisation})`;
  const names = (first?.candidates ?? []).flatMap((id) => nameOf(id) ?? []);
  return names.length === 0 ? (first?.title ?? '') : `${first?.title}: ${names.join(', ')}`;
}

function paragraphsOf(letter: InvitationLetter): string[][] {
  const { kind, to, before, says, nameOf } = letter;
  const changed =
    before === undefined || kind !== 'update' ? [] : changeLines(before, says, { zone: to.timeZone, nameOf });
  return [
    [`Hello ${to.name},`],
    [introOf(letter)],
    ...(changed.length === 0 ? [] : [['What has changed:', ...changed]]),
    ...contentOf(letter),
    ...agendaOf(letter),
    ...(kind === 'cancel' ? [] : [[answerText(letter)]]),
    signatureOf(letter),
  ];
}

function introOf({ kind, to, opening, organisation, says }: InvitationLetter): string {
  const what = `second interview for “${opening.title}”${to.who === 'candidate' ? ` at ${organisation}` : ''}`;
  const several = says.sessions.length > 1 ? 'These sessions are' : 'This session is';
  switch (kind) {
    case 'request':
      return to.who === 'candidate'
        ? `you are invited to your ${what}.`
        : `you are asked to take part in a ${what}.`;
    case 'update':
      return `something has changed in ${to.who === 'candidate' ? 'your' : 'a'} ${what}. This is how it stands now; your calendar is changed with this message.`;
    case 'cancel':
      return to.who === 'candidate'
        ? `${several} cancelled in your ${what}, and your calendar is cleared with this message.`
        : `you are not needed any more in this session of a ${what}. Your calendar is cleared with this message.`;
  }
}

/** Of the mail: with what is not for calendars. */
function contentOf(letter: InvitationLetter): string[][] {
  const { kind, says, notes } = letter;
  const clocks = clocksOf(letter);
  if (kind === 'cancel') return says.sessions.map((one) => [one.title, ...whenLines(one, clocks)]);
  const needs = says.sessions.flatMap(({ session }) => notes.needs.get(session) ?? []);
  return [
    ...programmeOf(letter, whenLines(spanOf(says), clocks)),
    ...(needs.length === 0 ? [] : [['Please know, and do not pass on to anybody who scores:', ...needs]]),
    ...(notes.noted.length === 0 ? [] : [[...notes.noted]]),
  ];
}

function programmeOf({ to, says, nameOf, notes }: InvitationLetter, when: readonly string[]): string[][] {
  const arrival = notes.arrival.length === 0 ? [] : [[...notes.arrival]];
  const ways = (one: SaidSession): string[] => {
    const way = notes.ways.get(one.session);
    return way === undefined ? [] : [`The way there: ${way}`];
  };
  if (to.who === 'person') {
    return [...says.sessions.map((one) => [...sessionLines(one, when, nameOf), ...ways(one)]), ...arrival];
  }
  const agenda = says.sessions.map((one) => [...agendaLines(one, to.timeZone, nameOf), ...ways(one)]);
  return [...(when.length === 0 ? [] : [[...when]]), ...arrival, ...agenda];
}

function clocksOf({ to, opening }: InvitationLetter): Clocks {
  return { own: to.timeZone, planned: opening.timeZone };
}

function answerText({ response }: InvitationLetter): string {
  return response === 'needs-action'
    ? 'Please accept or decline in your calendar program: the answer comes to us by itself.'
    : 'Time and place are as before, so you need not answer again.';
}

function eventOf(letter: InvitationLetter): CalendarInvitation {
  const { kind, to, says, organiser, agenda, event, response } = letter;
  const places = new Set(says.sessions.map(({ place }) => place));
  const [place] = places.size === 1 ? places : [];
  // The first of these lines is written by whoever writes the file.
  const content = programmeOf(letter, whenLines(spanOf(says), clocksOf(letter)).slice(1));
  const description = [
    `Second interview: ${letter.opening.title} (${letter.organisation})`,
    ...(kind === 'cancel'
      ? []
      : [...content.map((lines) => lines.join('\n')), ...(agenda === undefined ? [] : [agenda])]),
  ];
  const role = says.sessions[0]?.role;
  const optional = role === 'shadow' || role === 'observer';
  return {
    ...event,
    method: kind === 'cancel' ? 'CANCEL' : 'REQUEST',
    ...spanOf(says),
    zone: to.timeZone,
    summary: summaryOf(letter),
    description: description.join('\n\n'),
    ...(place === undefined ? {} : { location: place }),
    status: kind === 'cancel' ? 'CANCELLED' : 'CONFIRMED',
    organiser,
    attendee: { name: to.name, address: to.email, optional, response },
  };
}
