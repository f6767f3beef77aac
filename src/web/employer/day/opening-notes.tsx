/** On an opening: what is to be known for the day itself, and who is told of it. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Textarea } from '@mantine/core';
import { DAY_NOTE_LENGTH, type DayNotes } from '#contract/day.ts';
import type { OpeningView } from '#contract/opening.ts';
import { day } from '#web/api/day.ts';
import { Icon } from '#web/parts/icons.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { useFreshStart } from '#web/parts/use-fresh-start.ts';
import { t } from '#web/words/words.ts';

const NOTES = ['arrival', 'badge'] as const;

type Part = { readonly organisation: string; readonly opening: OpeningView };

export function OpeningNotes({ organisation, opening }: Part): ReactNode {
  const [editing, setEditing] = useState(false);
  const fresh = useFreshStart(organisation);
  const edits = opening.can.includes('plan');
  const { dayNotes } = opening;
  const some = NOTES.filter((note) => dayNotes[note] !== undefined);
  if (!edits && some.length === 0) return null;
  return (
    <section className="opening-notes">
      <div className="section-head">
        <h2>{t('openingNotes.title')}</h2>
        {edits && !editing && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<Icon name={some.length === 0 ? 'add' : 'edit'} />}
            aria-label={t(some.length === 0 ? 'openingNotes.add' : 'openingNotes.edit')}
            onClick={() => setEditing(true)}
          >
            {t(some.length === 0 ? 'do.add' : 'do.edit')}
          </Button>
        )}
      </div>
      {editing ? (
        <NotesForm
          key={fresh.key}
          organisation={organisation}
          opening={opening}
          again={fresh.again}
          onClose={() => setEditing(false)}
        />
      ) : some.length === 0 ? (
        <p className="team-none">{t('openingNotes.none')}</p>
      ) : (
        <dl className="day-notes">
          {some.map((note) => (
            <div key={note}>
              <dt>{t(`notes.about.${note}`)}</dt>
              <dd>{dayNotes[note]}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

type FormProps = Part & { readonly again: () => void; readonly onClose: () => void };

function NotesForm({ organisation, opening, again, onClose }: FormProps): ReactNode {
  const [from] = useState(opening);
  const [draft, setDraft] = useState({ arrival: '', badge: '', ...from.dayNotes });
  const save = useChange(organisation, (notes: DayNotes) =>
    day.setNotes(organisation, from.id, { ...notes, version: from.version }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(notesOf(draft), { onSuccess: onClose });
  };
  return (
    <form className="stack" onSubmit={submit}>
      {NOTES.map((note) => (
        <Textarea
          key={note}
          label={t(`notes.about.${note}`)}
          description={t(`openingNotes.${note}Help`)}
          value={draft[note]}
          maxLength={DAY_NOTE_LENGTH}
          autosize
          minRows={2}
          onChange={({ currentTarget: { value } }) => setDraft({ ...draft, [note]: value })}
        />
      ))}
      {save.error !== null && <ProblemNotice error={save.error} reload={again} />}
      <div className="buttons">
        <Button type="submit" loading={save.isPending}>
          {t('do.save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('do.back')}
        </Button>
      </div>
    </form>
  );
}

/** What was left empty is no note. */
function notesOf(draft: Readonly<Record<(typeof NOTES)[number], string>>): DayNotes {
  return Object.fromEntries(
    NOTES.flatMap((note) => (draft[note].trim() === '' ? [] : [[note, draft[note].trim()]])),
  );
}
