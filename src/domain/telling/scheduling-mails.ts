/** What is written to a candidate before there is a loop, and the code that shows that they read their mail. */
import type { Instant, Interval } from '#domain/planning/loop-problem.ts';
import type { Mail } from './mail.ts';
import { fullMomentWords, spanWords } from '#domain/time/moment-words.ts';
import { SITTING } from '#domain/account/sitting.ts';

type Letter = {
  readonly to: string;
  readonly organisation: string;
  readonly opening: string;
  readonly candidate: string;
};

/** `link` is the whole address of the candidate's page. */
type Linked = Letter & { readonly link: string };

export function codeMail({
  to,
  code,
  organisation,
}: Pick<Letter, 'to' | 'organisation'> & { code: string }): Mail {
  const text = `Your code is ${code}

It shows ${organisation} that it is you. Type it on the page of your second interview within ${SITTING.codeMinutes} minutes. For half an hour you can then say, choose and change there what you like, in that browser.

If you did not ask for it, do nothing: without the code nothing changes. Somebody else may have your link then, and whoever sent it to you can make a new one.
`;
  return { to, subject: 'Your code for the page of your second interview', text };
}

export function timesMail({ to, organisation, opening, candidate, link }: Linked): Mail {
  const text = `Hello ${candidate},

${organisation} would like to see you for a second interview: ${opening}.

When can you come? Please say it here:

${link}

This page is yours alone, and it says whom to ask if something is unclear. Do not hand the link on.
`;
  return { to, subject: `When can you come? Second interview at ${organisation}`, text };
}

type Offered = Linked & {
  /** Of the candidate's part of each day. */
  readonly days: readonly Interval[];
  readonly timeZone: string;
  readonly until: Instant;
  readonly note?: string;
};

export function offerMail({ to, organisation, opening, candidate, link, ...offered }: Offered): Mail {
  const { days, timeZone, until, note } = offered;
  const many = days.length === 1 ? 'this day' : `one of these ${days.length} days`;
  const text = `Hello ${candidate},

for your second interview at ${organisation} (${opening}) you can have ${many}:

${days.map((day) => `- ${spanWords(day, timeZone)}`).join('\n')}

Times are those of ${timeZone.replaceAll('_', ' ')}.${note === undefined ? '' : `\n\n${note}`}

Choose here, or ask for another day:

${link}

We hold ${days.length === 1 ? 'the day' : 'these days'} for you until ${fullMomentWords(until, timeZone)}.
`;
  return { to, subject: `Choose a day: second interview at ${organisation}`, text };
}

export function bookedMail({
  to,
  organisation,
  opening,
  candidate,
  ...booked
}: Letter & { readonly day: Interval; readonly timeZone: string; readonly link: string }): Mail {
  const { day, timeZone, link } = booked;
  const text = `Hello ${candidate},

your second interview at ${organisation} (${opening}) is booked:

${spanWords(day, timeZone)} (${timeZone.replaceAll('_', ' ')} time)

Who you will meet, when and where, stands in your agenda:

${link}
`;
  return { to, subject: `Booked: second interview at ${organisation}`, text };
}
