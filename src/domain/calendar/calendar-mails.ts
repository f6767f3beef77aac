/** What is written to somebody whose calendar cannot be read, or says that nothing is left of it. */
import type { CalendarFault } from './connected-calendar.ts';
import type { Mail } from '#domain/telling/mail.ts';

/** `name` is the owner; `own`: it is they who are written to. */
type About = {
  readonly to: string;
  readonly own: boolean;
  readonly name: string;
  readonly calendar: string;
  readonly place: string;
  readonly organisation: string;
};

export function failedCalendarMail(about: About, { text, remedy }: CalendarFault): Mail {
  const subject = `${whose(about)} calendar at ${about.place} cannot be read`;
  return mail(about, subject, `${text}\n${remedy}\n\n${KEPT}`);
}

export function emptyCalendarMail(about: About): Mail {
  const subject = `Is ${whose(about).toLowerCase()} calendar at ${about.place} really empty?`;
  const said = `The calendar “${about.calendar}” had appointments to come, and now it has none.`;
  const do_ = `If that is right, say so in Second Round: People, ${about.own ? 'your name' : about.name}, Calendars. If it is not, look at the calendar where it is kept; as soon as it has appointments again, they count.`;
  return mail(
    about,
    subject,
    `${said}\nNobody is freed by that until somebody says that it is so.\n\n${do_}`,
  );
}

const KEPT =
  'What was read last still counts: nobody is booked over it, and appointments that were made since are not known. It is tried again by itself, and you are told once only.';

function whose({ own, name }: About): string {
  return own ? 'Your' : `${name}’s`;
}

function mail({ to, organisation }: About, subject: string, text: string): Mail {
  const line = subject.replaceAll(/\p{Cc}/gu, ' ');
  return { to, subject: line, text: `${text}\n\nSecond Round, for ${organisation}\n` };
}
