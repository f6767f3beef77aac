/** One mail that came in, and what can be done about it. */
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { MailSeen } from '#contract/mail.ts';
import { mail as mails } from '#web/api/mail.ts';
import type { ProposalSearch } from '#web/employer/repair/proposal.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { browserZone } from '#web/parts/zone-field.tsx';
import { shortDay, spanWords, timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { nameIn, noteWords, whatWords } from './mail-words.ts';

type Props = { readonly organisation: string; readonly mail: MailSeen };

export function MailRow({ organisation, mail }: Props): ReactNode {
  const { about, start, end, words, subject, kind, why } = mail;
  const zone = about?.timeZone ?? browserZone();
  const note = noteWords(mail);
  // What a program wrote beside its answer says nothing more than the title does.
  const quoted = words ?? (about === undefined || kind === 'words' || why !== undefined ? subject : '');
  return (
    <li className="row mail-row">
      <div className="row-words">
        <h3 className="row-title">{whatWords(mail)}</h3>
        <span className="row-below">
          <Below organisation={organisation} mail={mail} zone={zone} />
        </span>
      </div>
      <div className="mail-said">
        {start !== undefined && end !== undefined && (
          <p className="mail-proposed">{t('mail.proposed', { when: spanWords({ start, end }, zone) })}</p>
        )}
        {quoted !== '' && <blockquote className="mail-words">{quoted}</blockquote>}
        {note !== undefined && <p className="mail-note">{note}</p>}
      </div>
      {mail.open && <Deeds organisation={organisation} mail={mail} />}
    </li>
  );
}

function Below({ organisation, mail, zone }: Props & { zone: string }): ReactNode {
  const { about, receivedAt, sender, why } = mail;
  const came = `${shortDay(receivedAt, zone)}, ${timeWords(receivedAt, zone)}`;
  // Of an answer that counts it is plain from whom it is.
  const told = sender !== undefined && sender !== nameIn(mail) && (about === undefined || why !== undefined);
  const from = told ? [t('mail.from', { address: sender })] : [];
  return (
    <>
      {about !== undefined && (
        <>
          <Link to="/o/$o/loops/$id" params={{ o: organisation, id: about.loop }}>
            {about.title === undefined ? about.candidate : `${about.title}: ${about.candidate}`}
          </Link>
          {' · '}
        </>
      )}
      {[...from, came].join(' · ')}
    </>
  );
}

function Deeds({ organisation, mail }: Props): ReactNode {
  const { id, about } = mail;
  const settle = useChange(organisation, () => mails.settle(organisation, about?.loop, id));
  if (!mail.settles) return null;
  return (
    <div className="attendee-do">
      <Way organisation={organisation} mail={mail} />
      <Button
        size="compact-sm"
        variant="default"
        loading={settle.isPending}
        aria-label={t(mail.kind === 'proposal' ? 'mail.leaveFor' : 'mail.doneFor', { what: whatWords(mail) })}
        onClick={() => settle.mutate(undefined)}
      >
        {t(mail.kind === 'proposal' ? 'mail.leave' : 'mail.done')}
      </Button>
      {settle.error !== null && <ProblemNotice error={settle.error} />}
    </div>
  );
}

/** The way on from it: to the repairs, or to whose address it is. */
function Way({ organisation, mail }: Props): ReactNode {
  const { about, kind, response, outcome } = mail;
  if (about === undefined) return null;
  const { name, id, title = '', module } = about;
  const loop = { o: organisation, id: about.loop };
  const person = about.who === 'person' ? { person: id } : {};
  if (kind === 'delivery' && outcome === 'unreachable') {
    return <ToAddress organisation={organisation} about={about} />;
  }
  if (kind === 'delegation' || (kind === 'answer' && response === 'declined' && about.who === 'person')) {
    return (
      <Button
        size="compact-sm"
        renderRoot={(props) => (
          <Link
            {...props}
            to="/o/$o/loops/$id/repair"
            params={loop}
            search={{ ...person, ...(module !== undefined && { module }) }}
            aria-label={t('mail.anotherFor', { name, title })}
          />
        )}
      >
        {t('mail.another')}
      </Button>
    );
  }
  if (kind !== 'proposal' && kind !== 'answer') return null;
  return (
    <Button
      size="compact-sm"
      renderRoot={(props) => (
        <Link
          {...props}
          to="/o/$o/loops/$id/repair"
          params={loop}
          search={kind === 'proposal' ? proposalIn(mail) : person}
          aria-label={t('mail.changeFor', { name: about.candidate })}
        />
      )}
    >
      {t('mail.change')}
    </Button>
  );
}

/** For the session that they sit in or, of a candidate's event of a day, for the whole day. */
function proposalIn({ about, start, end }: MailSeen): ProposalSearch {
  if (start === undefined) return {};
  const asked = about?.module;
  if (asked !== undefined) return { asked, at: start };
  return { at: start, ...(end === undefined ? {} : { until: end }) };
}

function ToAddress({
  organisation,
  about,
}: {
  readonly organisation: string;
  readonly about: NonNullable<MailSeen['about']>;
}): ReactNode {
  const label = t('mail.addressFor', { name: about.name });
  return (
    <Button
      size="compact-sm"
      renderRoot={(props) =>
        about.who === 'person' ? (
          <Link
            {...props}
            to="/o/$o/people"
            params={{ o: organisation }}
            search={{ edit: about.id }}
            aria-label={label}
          />
        ) : (
          <Link
            {...props}
            to="/o/$o/openings/$id"
            params={{ o: organisation, id: about.opening }}
            search={{ edit: about.application }}
            aria-label={label}
          />
        )
      }
    >
      {t('mail.address')}
    </Button>
  );
}
