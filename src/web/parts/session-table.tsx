/** The sessions in words: a table that becomes a list where the screen is narrow. */
import type { ReactNode } from 'react';
import type { SessionView } from '#contract/day-search.ts';
import {
  durationWords,
  fullDayWords,
  hoursWords,
  minutesBetween,
  sameClock,
  zoneCity,
} from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { KindMark } from './kind-mark.tsx';
import { byDate } from './timeline-geometry.ts';

type Props = {
  readonly sessions: readonly SessionView[];
  readonly timeZone: string;
  readonly candidateZone: string;
  /** Opens what changes a session; without it nothing here can be changed. */
  readonly onChange?: (module: string) => void;
  /** Modules whose row is marked as changed. */
  readonly changed?: readonly string[];
  /** What can be done about a person's seat. */
  readonly seatAction?: (session: SessionView, person: SessionView['people'][number]) => ReactNode;
};

export function SessionTable({ sessions, ...rest }: Props): ReactNode {
  const days = byDate(sessions, rest.timeZone);
  return days.map((day) => <DayTable key={day.date} many={days.length > 1} sessions={day.items} {...rest} />);
}

function DayTable({ many, ...props }: Props & { many: boolean }): ReactNode {
  const { sessions, timeZone, candidateZone, onChange } = props;
  const twoZones = sessions.some((session) => !sameClock(session.start, timeZone, candidateZone));
  return (
    <table className="sessions" data-many={many}>
      <caption>{fullDayWords(sessions[0]?.start ?? '', timeZone)}</caption>
      <thead>
        <tr>
          <th scope="col">{t('timeline.timeIn', { city: zoneCity(timeZone) })}</th>
          {twoZones && <th scope="col">{t('timeline.timeFor', { city: zoneCity(candidateZone) })}</th>}
          <th scope="col">{t('timeline.session')}</th>
          <th scope="col">{t('timeline.with')}</th>
          <th scope="col">{t('timeline.room')}</th>
          {onChange !== undefined && (
            <th scope="col" className="sessions-do">
              <span className="hidden">{t('change.openShort')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => (
          <SessionRow key={session.module} session={session} twoZones={twoZones} {...props} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = Omit<Props, 'sessions'> & { readonly session: SessionView; readonly twoZones: boolean };

function SessionRow({ session, twoZones, timeZone, candidateZone, onChange, ...rest }: RowProps): ReactNode {
  return (
    <tr data-kind={session.kind} data-changed={rest.changed?.includes(session.module) === true}>
      <td className="sessions-time">{hoursWords(session, timeZone)}</td>
      {twoZones && (
        <td className="sessions-time sessions-other">
          <span className="narrow">{zoneCity(candidateZone)}: </span>
          {hoursWords(session, candidateZone)}
        </td>
      )}
      <td>
        <span className="sessions-title">{session.title}</span>
        <span className="sessions-kind">
          <KindMark kind={session.kind} /> {durationWords(minutesBetween(session.start, session.end))}
          {session.together !== undefined && ` · ${t('timeline.together', { count: session.together - 1 })}`}
        </span>
      </td>
      <td>{peopleWords(session, rest.seatAction)}</td>
      <td>
        {session.room === undefined ? (
          <span className="none">{t('timeline.noRoom')}</span>
        ) : (
          roomWords(session.room)
        )}
      </td>
      {onChange !== undefined && (
        <td className="sessions-do">
          <button
            type="button"
            className="as-link"
            aria-label={t('change.open', { title: session.title })}
            onClick={() => onChange(session.module)}
          >
            {t('change.openShort')}
          </button>
        </td>
      )}
    </tr>
  );
}

function peopleWords(session: SessionView, seatAction: Props['seatAction']): ReactNode {
  if (session.people.length === 0) return <span className="none">{t('timeline.nobody')}</span>;
  return (
    <ul className="sessions-people">
      {session.people.map((person) => (
        <li key={`${person.id} ${person.seat}`}>
          {person.name}
          {person.role !== 'panelist' && <span className="role"> {t(`role.${person.role}`)}</span>}
          {seatAction?.(session, person)}
        </li>
      ))}
    </ul>
  );
}

function roomWords(room: NonNullable<SessionView['room']>): string {
  return room.site === undefined ? room.name : `${room.name}, ${room.site}`;
}
