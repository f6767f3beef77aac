/** On an opening: who decides, who plans, who helps to interview. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { ActionIcon, Button, NativeSelect, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { OpeningView, TeamMember, TeamSeat } from '#contract/opening.ts';
import { TEAM_ROLES, type TeamRole } from '#domain/policy/policy.ts';
import { openings } from '#web/api/openings.ts';
import { people } from '#web/api/people.ts';
import { Icon } from '#web/parts/icons.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';

type Part = { readonly organisation: string; readonly opening: OpeningView };

export function HiringTeam({ organisation, opening }: Part): ReactNode {
  const [adding, setAdding] = useState(false);
  const save = useChange(organisation, (team: readonly TeamSeat[]) =>
    openings.setTeam(organisation, opening.id, { team: team.map(seatOf), version: opening.version }),
  );
  const edits = opening.can.includes('edit-team');
  const decided = opening.team.some(({ role }) => role === 'hiring-manager');
  return (
    <section className="team">
      <div className="section-head">
        <h2>{t('team.title')}</h2>
        {edits && !adding && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<Icon name="add" />}
            aria-label={t('team.addLong')}
            onClick={() => setAdding(true)}
          >
            {t('do.add')}
          </Button>
        )}
      </div>
      {edits && !decided && <p className="team-none">{t('team.nobodyDecides')}</p>}
      {opening.team.length > 0 && (
        <ul className="rows">
          {opening.team.map((member) => (
            <Member
              key={member.person}
              member={member}
              busy={save.isPending}
              {...(edits && {
                onRemove: () => save.mutate(opening.team.filter(({ person }) => person !== member.person)),
              })}
            />
          ))}
        </ul>
      )}
      {save.error !== null && <ProblemNotice error={save.error} />}
      {adding && (
        <AddMember
          organisation={organisation}
          team={opening.team}
          first={decided ? 'coordinator' : 'hiring-manager'}
          busy={save.isPending}
          onAdd={(seat) => save.mutate([...opening.team, seat], { onSuccess: () => setAdding(false) })}
          onClose={() => setAdding(false)}
        />
      )}
    </section>
  );
}

function seatOf({ person, role }: TeamSeat): TeamSeat {
  return { person, role };
}

type MemberProps = {
  readonly member: TeamMember;
  readonly busy: boolean;
  /** Absent for those who may not change the team. */
  readonly onRemove?: () => void;
};

function Member({ member, busy, onRemove }: MemberProps): ReactNode {
  return (
    <li className="row">
      <div className="row-words">
        <h3 className="row-title">{member.name}</h3>
        <span className="row-below">{t(`team.${member.role}`)}</span>
      </div>
      {onRemove !== undefined && (
        <ActionIcon
          variant="subtle"
          size="lg"
          disabled={busy}
          aria-label={t('team.remove', { name: member.name })}
          onClick={onRemove}
        >
          <Icon name="remove" />
        </ActionIcon>
      )}
    </li>
  );
}

type AddProps = {
  readonly organisation: string;
  readonly team: readonly TeamMember[];
  readonly first: TeamRole;
  readonly busy: boolean;
  readonly onAdd: (seat: TeamSeat) => void;
  readonly onClose: () => void;
};

function AddMember({ organisation, team, first, busy, onAdd, onClose }: AddProps): ReactNode {
  const known = useQuery({
    queryKey: ['o', organisation, 'people'],
    queryFn: () => people.read(organisation),
  });
  const [person, setPerson] = useState<string | null>(null);
  const [role, setRole] = useState<TeamRole>(first);
  const free = (known.data?.people ?? []).filter(({ id }) => team.every((member) => member.person !== id));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (person !== null) onAdd({ person, role });
  };
  return (
    <form className="stack team-add" onSubmit={submit}>
      <Select
        label={t('team.who')}
        placeholder={t('team.whoExample')}
        nothingFoundMessage={t('team.nobodyLeft')}
        data={free.map(({ id, name }) => ({ value: id, label: name }))}
        value={person}
        onChange={setPerson}
        searchable
        required
        withAsterisk={false}
        data-autofocus
      />
      <NativeSelect
        label={t('team.as')}
        description={t(`team.${role}Does`)}
        value={role}
        data={TEAM_ROLES.map((one) => ({ value: one, label: t(`team.${one}`) }))}
        onChange={({ currentTarget: { value } }) =>
          setRole((before) => TEAM_ROLES.find((one) => one === value) ?? before)
        }
      />
      <div className="buttons">
        <Button type="submit" loading={busy} disabled={person === null}>
          {t('team.add')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('do.close')}
        </Button>
      </div>
    </form>
  );
}
