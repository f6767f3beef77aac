/** One entry as a sentence, with the names that are still known. */
import type { AuditAction, AuditEntryView } from '#contract/audit.ts';
import { t } from '#web/words/words.ts';
import { changed, day, dayFacts, fields, imported, nameOf, opening, subject } from './sentence-parts.ts';

type Words = (entry: AuditEntryView, who: string) => string;

/** `You confirmed the day of Kim Lee: 7 sessions on Tuesday 8 December` */
export function sentenceOf(entry: AuditEntryView): string {
  const who = t(`audit.who.${entry.actor}`, { name: entry.actorName ?? t('audit.who.unknown') });
  return entry.action === undefined ? t('audit.did.unknown', { who }) : SENTENCES[entry.action](entry, who);
}

const SENTENCES: Readonly<Record<AuditAction, Words>> = {
  'organisation-started': (_entry, who) => t('audit.did.organisation-started', { who }),
  'sample-made': (_entry, who) => t('audit.did.sample-made', { who }),
  'people-imported': (entry, who) => t('audit.did.people-imported', { who, what: imported(entry) }),
  'walking-set': ({ figures }, who) => t('audit.did.walking-set', { who, count: figures.walks ?? 0 }),
  'person-added': (entry, who) => t('audit.did.person-added', { who, person: subject(entry, 'person') }),
  'person-changed': (entry, who) => {
    const facts = { who, fields: fields(entry), person: subject(entry, 'person') };
    return t(changed(entry) ? 'audit.did.person-changed' : 'audit.did.person-saved', facts);
  },
  'person-removed': (entry, who) => t('audit.did.person-removed', { who, person: subject(entry, 'person') }),
  'training-qualified': aboutPerson('training-qualified'),
  'training-begun': aboutPerson('training-begun'),
  'training-path-set': (_entry, who) => t('audit.did.training-path-set', { who }),
  'calendar-read': (entry, who) =>
    t('audit.did.calendar-read', { who, person: subject(entry, 'person'), count: entry.figures.busy ?? 0 }),
  'calendar-forgotten': (entry, who) =>
    t('audit.did.calendar-forgotten', { who, person: subject(entry, 'person') }),
  'calendar-connected': (entry, who) =>
    t('audit.did.calendar-connected', {
      who,
      person: subject(entry, 'person'),
      count: entry.figures.calendars ?? 0,
    }),
  'calendar-disconnected': aboutPerson('calendar-disconnected'),
  'calendar-signed-in': aboutPerson('calendar-signed-in'),
  'calendar-emptied': aboutPerson('calendar-emptied'),
  'writing-begun': aboutPerson('writing-begun'),
  'writing-ended': aboutPerson('writing-ended'),
  'written-again': aboutPerson('written-again'),
  'feed-renewed': aboutPerson('feed-renewed'),
  'feed-names-shown': aboutPerson('feed-names-shown'),
  'feed-names-left-out': aboutPerson('feed-names-left-out'),
  'member-invited': aboutPerson('member-invited'),
  'invitation-withdrawn': aboutPerson('invitation-withdrawn'),
  'member-joined': aboutPerson('member-joined'),
  'member-roles-changed': aboutPerson('member-roles-changed'),
  'member-disabled': aboutPerson('member-disabled'),
  'member-enabled': aboutPerson('member-enabled'),
  'member-removed': aboutPerson('member-removed'),
  'provider-set': (_entry, who) => t('audit.did.provider-set', { who }),
  'provider-changed': (_entry, who) => t('audit.did.provider-changed', { who }),
  'provider-removed': (_entry, who) => t('audit.did.provider-removed', { who }),
  'identity-linked': aboutPerson('identity-linked'),
  'identity-unlinked': aboutPerson('identity-unlinked'),
  'authenticator-added': aboutPerson('authenticator-added'),
  'authenticator-removed': aboutPerson('authenticator-removed'),
  'passkey-added': aboutPerson('passkey-added'),
  'passkey-removed': aboutPerson('passkey-removed'),
  'recovery-codes-made': aboutPerson('recovery-codes-made'),
  'factors-dropped': aboutPerson('factors-dropped'),
  'mailbox-shown': aboutPerson('mailbox-shown'),
  'password-link-made': aboutPerson('password-link-made'),
  'room-added': (entry, who) => t('audit.did.room-added', { who, room: subject(entry, 'room') }),
  'room-changed': (entry, who) => {
    const facts = { who, fields: fields(entry), room: subject(entry, 'room') };
    return t(changed(entry) ? 'audit.did.room-changed' : 'audit.did.room-saved', facts);
  },
  'room-removed': (entry, who) => t('audit.did.room-removed', { who, room: subject(entry, 'room') }),
  'opening-created': (entry, who) =>
    t('audit.did.opening-created', { who, opening: subject(entry, 'opening') }),
  'opening-changed': (entry, who) => {
    const facts = { who, fields: fields(entry), opening: subject(entry, 'opening') };
    return t(changed(entry) ? 'audit.did.opening-changed' : 'audit.did.opening-saved', facts);
  },
  'day-notes-saved': (entry, who) =>
    t('audit.did.day-notes-saved', { who, opening: subject(entry, 'opening') }),
  'team-saved': (entry, who) =>
    t('audit.did.team-saved', {
      who,
      opening: subject(entry, 'opening'),
      count: entry.peopleCount,
    }),
  'template-saved': (entry, who) =>
    t('audit.did.template-saved', {
      who,
      opening: subject(entry, 'opening'),
      count: entry.figures.modules ?? 0,
    }),
  'candidate-added': (entry, who) =>
    t('audit.did.candidate-added', { who, candidate: subject(entry, 'candidate'), opening: opening(entry) }),
  'candidate-changed': (entry, who) => {
    const facts = { who, fields: fields(entry), candidate: subject(entry, 'candidate') };
    return t(changed(entry) ? 'audit.did.candidate-changed' : 'audit.did.candidate-saved', facts);
  },
  'candidate-removed': (entry, who) => t('audit.did.candidate-removed', { who, opening: opening(entry) }),
  'code-sent': aboutCandidate('code-sent'),
  'panelist-code-sent': aboutPerson('panelist-code-sent'),
  'needs-saved': aboutCandidate('needs-saved'),
  'needs-looked-at': aboutCandidate('needs-looked-at'),
  'times-asked': aboutCandidate('times-asked'),
  'times-said': aboutCandidate('times-said'),
  'scheduling-link-made': aboutCandidate('scheduling-link-made'),
  'scheduling-link-withdrawn': aboutCandidate('scheduling-link-withdrawn'),
  'offer-made': (entry, who) =>
    t('audit.did.offer-made', {
      who,
      candidate: subject(entry, 'candidate'),
      count: entry.figures.sessions ?? 0,
    }),
  'offer-seen': aboutCandidate('offer-seen'),
  'offer-prolonged': aboutCandidate('offer-prolonged'),
  'offer-withdrawn': aboutCandidate('offer-withdrawn'),
  'offer-chosen': aboutCandidate('offer-chosen'),
  'another-day-asked': aboutCandidate('another-day-asked'),
  'changes-settled': aboutCandidate('changes-settled'),
  'agenda-link-made': aboutLink('agenda-link-made'),
  'agenda-link-withdrawn': aboutLink('agenda-link-withdrawn'),
  'panel-link-made': aboutLink('panel-link-made'),
  'panel-link-withdrawn': aboutLink('panel-link-withdrawn'),
  'plan-confirmed': (entry, who) => t('audit.did.plan-confirmed', dayFacts(entry, who)),
  'repair-accepted': (entry, who) => {
    const event = t(`audit.event.${entry.figures.event ?? 'unknown'}`);
    return t('audit.did.repair-accepted', { ...dayFacts(entry, who), event });
  },
  'loop-cancelled': (entry, who) => t('audit.did.loop-cancelled', dayFacts(entry, who)),
  'day-marked': aboutMark('day-marked'),
  'mark-taken-back': aboutMark('mark-taken-back'),
  'answer-received': aboutMail('answer-received'),
  'mail-received': aboutMail('mail-received'),
  'mail-settled': aboutMail('mail-settled'),
  'stray-mail-received': (_entry, who) => t('audit.did.stray-mail-received', { who }),
  'stray-mail-settled': (_entry, who) => t('audit.did.stray-mail-settled', { who }),
  'clocks-followed': (entry, who) => t('audit.did.clocks-followed', dayFacts(entry, who)),
  'loop-rescheduled': (entry, who) => t('audit.did.loop-rescheduled', dayFacts(entry, who)),
  'cancel-asked': aboutLink('cancel-asked'),
  'cancel-undone': aboutLink('cancel-undone'),
  'decline-said': aboutLink('decline-said'),
  'decline-undone': aboutLink('decline-undone'),
  'telling-set': (entry, who) => t('audit.did.telling-set', { who, opening: subject(entry, 'opening') }),
  'told-by-hand': aboutTelling('told-by-hand'),
  'told-again': aboutTelling('told-again'),
  'superday-confirmed': (entry, who) =>
    t('audit.did.superday-confirmed', {
      who,
      opening: opening(entry),
      count: entry.candidates.length,
      day: day(entry),
    }),
};

type AboutPerson =
  | 'calendar-disconnected'
  | 'calendar-signed-in'
  | 'calendar-emptied'
  | 'writing-begun'
  | 'writing-ended'
  | 'written-again'
  | 'panelist-code-sent'
  | 'member-invited'
  | 'invitation-withdrawn'
  | 'member-joined'
  | 'member-roles-changed'
  | 'member-disabled'
  | 'member-enabled'
  | 'member-removed'
  | 'identity-linked'
  | 'identity-unlinked'
  | 'authenticator-added'
  | 'authenticator-removed'
  | 'passkey-added'
  | 'passkey-removed'
  | 'recovery-codes-made'
  | 'factors-dropped'
  | 'mailbox-shown'
  | 'password-link-made'
  | 'training-qualified'
  | 'training-begun'
  | 'feed-renewed'
  | 'feed-names-shown'
  | 'feed-names-left-out';

function aboutPerson(action: AboutPerson): Words {
  return (entry, who) => t(`audit.did.${action}`, { who, person: subject(entry, 'person') });
}

function aboutMail(action: 'answer-received' | 'mail-received' | 'mail-settled'): Words {
  return (entry, who) => t(`audit.did.${action}`, { who, candidate: subject(entry, 'candidate') });
}

/** The one told: a person, or the candidate. */
function aboutTelling(action: 'told-by-hand' | 'told-again'): Words {
  return ({ candidates, people }, who) => {
    const candidate = nameOf(candidates[0], 'candidate');
    const [person] = people;
    const told = person === undefined ? candidate : nameOf(person, 'person');
    return t(`audit.did.${action}`, { who, candidate, told });
  };
}

type AboutCandidate =
  | 'code-sent'
  | 'needs-saved'
  | 'needs-looked-at'
  | 'times-asked'
  | 'times-said'
  | 'scheduling-link-made'
  | 'scheduling-link-withdrawn'
  | 'offer-seen'
  | 'offer-prolonged'
  | 'offer-withdrawn'
  | 'offer-chosen'
  | 'another-day-asked'
  | 'changes-settled';

function aboutCandidate(action: AboutCandidate): Words {
  return (entry, who) => t(`audit.did.${action}`, { who, candidate: subject(entry, 'candidate') });
}

type AboutLink =
  | 'agenda-link-made'
  | 'agenda-link-withdrawn'
  | 'panel-link-made'
  | 'panel-link-withdrawn'
  | 'cancel-asked'
  | 'cancel-undone'
  | 'decline-said'
  | 'decline-undone';

function aboutLink(action: AboutLink): Words {
  return ({ candidates, people }, who) =>
    t(`audit.did.${action}`, {
      who,
      candidate: nameOf(candidates[0], 'candidate'),
      person: nameOf(people[0], 'person'),
    });
}

function aboutMark(action: 'day-marked' | 'mark-taken-back'): Words {
  return ({ candidates, figures }, who) =>
    t(`audit.did.${action}`, {
      who,
      candidate: nameOf(candidates[0], 'candidate'),
      mark: t(`audit.mark.${figures.mark ?? 'unknown'}`),
    });
}
