import type { ReactNode } from 'react';
import type { SeenPerson } from '#contract/agenda.ts';
import { t } from '#web/words/words.ts';

/** Who is in a session, as people outside are told of them. */
export function SeenPeople({ people }: { people: readonly SeenPerson[] }): ReactNode {
  if (people.length === 0) return null;
  return (
    <ul className="agenda-people">
      {people.map((person, index) => (
        <li key={index}>
          <span className="agenda-name">{person.name}</span>
          {person.title !== undefined && <span className="agenda-job">{person.title}</span>}
          {person.role !== 'panelist' && (
            <span className="agenda-role">{t(`agendaRole.${person.role}`)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
