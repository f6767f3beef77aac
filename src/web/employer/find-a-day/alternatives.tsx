import { useState, type ReactNode } from 'react';
import type { Alternative, DaySearchResult } from '#contract/day-search.ts';
import { OfferDays } from '#web/employer/self-service/offer-days.tsx';
import { Icon } from '#web/parts/icons.tsx';
import { t } from '#web/words/words.ts';
import { Choices } from './choices.tsx';
import { Chosen } from './chosen.tsx';
import type { DateRange } from './choosing.ts';
import { newDraft, sessionsOf, type Draft } from './draft.ts';
import type { FindingProps } from './finding-props.ts';

type Props = FindingProps & {
  readonly result: DaySearchResult;
  /** The days that were searched. */
  readonly range: DateRange;
  readonly onSearchAgain: () => void;
};

export function Alternatives(props: Props): ReactNode {
  const { result } = props;
  const [key, setKey] = useState(result.alternatives[0]?.key);
  // Each alternative keeps what was changed of it while others are looked at.
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map());
  const draftOf = (alternative: Alternative): Draft =>
    drafts.get(alternative.key) ?? newDraft(alternative.sessions);
  const chosen = result.alternatives.find((alternative) => alternative.key === key);
  const changedKeys = [...drafts].filter(([, { steps }]) => steps.length > 0).map(([changed]) => changed);
  const change = (alternative: Alternative) => (next: (draft: Draft) => Draft) =>
    setDrafts((before) => {
      const draft = before.get(alternative.key) ?? newDraft(alternative.sessions);
      return new Map(before).set(alternative.key, next(draft));
    });
  return (
    <>
      <Choices {...props} chosen={key} changed={changedKeys} onChoose={setKey} />
      <Uncounted result={result} />
      <HeldForOthers lines={result.held} />
      {props.opening.can.includes('plan') && (
        <OfferDays
          {...props}
          alternatives={result.alternatives}
          sessionsOf={(alternative) => sessionsOf(draftOf(alternative))}
        />
      )}
      {chosen !== undefined && (
        <Chosen
          key={chosen.key}
          {...props}
          alternative={chosen}
          draft={draftOf(chosen)}
          onDraft={change(chosen)}
        />
      )}
    </>
  );
}

/** Why somebody is not to be had, and until when. */
export function HeldForOthers({ lines }: { lines: readonly string[] }): ReactNode {
  if (lines.length === 0) return null;
  return (
    <p className="notice">
      <Icon name="alert" /> {t('move.held', { lines: lines.join('; ') })}
    </p>
  );
}

function Uncounted({ result }: { result: DaySearchResult }): ReactNode {
  if (result.uncounted.length === 0) return null;
  const names = result.uncounted;
  return (
    <p className="notice">
      <Icon name="alert" /> {t('find.uncounted', { count: names.length, names: names.join(', ') })}
    </p>
  );
}
