import { useState, type ReactNode } from 'react';
import type { LearningView, MemberView, PoolView } from '#contract/pools.ts';
import { pools } from '#web/api/people.ts';
import { NumberField } from '#web/parts/number-field.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { browserZone } from '#web/parts/zone-field.tsx';
import { fullDayWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { PoolDialog } from './pool-dialog.tsx';
import { StateField } from './state-field.tsx';

type Props = {
  readonly organisation: string;
  readonly pool: PoolView;
  readonly member: MemberView;
  readonly onClose: () => void;
};

/** Most sessions before that the server takes. */
const MOST_BEFORE = 50;

/** How somebody stands in a pool: taken into training, made qualified, taken back, and what they held before. */
export function MemberDialog({ organisation, pool, member, onClose }: Props): ReactNode {
  const [state, setState] = useState(member.state);
  const [before, setBefore] = useState<Before>(member.before);
  const save = useChange(organisation, () =>
    pools.setMember(organisation, member.id, {
      pool: pool.name,
      version: member.version,
      state,
      before: { shadow: before.shadow ?? 0, reverseShadow: before.reverseShadow ?? 0 },
    }),
  );
  return (
    <PoolDialog
      title={t('pools.memberTitle', { name: member.name, pool: pool.name })}
      action={t('do.save')}
      save={save}
      onClose={onClose}
      onSubmit={() => save.mutate(undefined, { onSuccess: onClose })}
    >
      <StateField value={state} onChange={setState} />
      {state === 'trainee' && <HeldBefore before={before} onChange={setBefore} />}
      <Counted sessions={member.sessions} />
      <p className="field-help">{t('pools.confirmedStand')}</p>
    </PoolDialog>
  );
}

/** A number is absent while its field is empty. */
type Before = { readonly shadow: number | undefined; readonly reverseShadow: number | undefined };
type BeforeProps = { readonly before: Before; readonly onChange: (before: Before) => void };

function HeldBefore({ before, onChange }: BeforeProps): ReactNode {
  const limits = { min: 0, max: MOST_BEFORE };
  return (
    <>
      <p className="field-help">{t('pools.beforeHelp')}</p>
      <div className="fields">
        <NumberField
          label={t('pools.beforeShadow')}
          value={before.shadow}
          {...limits}
          onChange={(shadow) => onChange({ ...before, shadow })}
        />
        <NumberField
          label={t('pools.beforeReverse')}
          value={before.reverseShadow}
          {...limits}
          onChange={(reverseShadow) => onChange({ ...before, reverseShadow })}
        />
      </div>
    </>
  );
}

function Counted({ sessions }: { sessions: readonly LearningView[] }): ReactNode {
  return (
    <section>
      <h3 className="pool-member-counted">{t('pools.counted')}</h3>
      {sessions.length === 0 ? (
        <p className="field-help">{t('pools.noneCounted')}</p>
      ) : (
        <ul className="counted">
          {sessions.map((session) => (
            <li key={`${session.start} ${session.title}`}>
              {fullDayWords(session.start, browserZone())}: {session.title}, {heldWords(session)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function heldWords({ role, end }: LearningView): string {
  const held = Date.parse(end) <= Date.now();
  if (role === 'shadow') return t(held ? 'pools.heldShadow' : 'pools.willShadow');
  return t(held ? 'pools.heldReverse' : 'pools.willReverse');
}
