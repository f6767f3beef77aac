/** What is to be known for the day, and for those who plan: who is told of it. */
import type { ReactNode } from 'react';
import type { DayNote } from '#contract/day.ts';
import { namesText } from '#domain/names.ts';
import { Icon } from '#web/parts/icons.tsx';
import { t } from '#web/words/words.ts';

export function DayNotes({ notes }: { readonly notes: readonly DayNote[] }): ReactNode {
  if (notes.length === 0) return null;
  return (
    <dl className="day-notes">
      {notes.map((note) => (
        <div key={note.about} data-about={note.about}>
          <dt>{t(`notes.about.${note.about}`)}</dt>
          <dd>
            {note.text}
            <Told note={note} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Told({ note: { to = [], nobody } }: { readonly note: DayNote }): ReactNode {
  if (nobody === true) {
    return (
      <span className="day-nobody">
        <Icon name="alert" size={16} /> {t('notes.nobody')}
      </span>
    );
  }
  return to.length === 0 ? null : <span className="day-told">{t('notes.to', { names: namesText(to) })}</span>;
}
