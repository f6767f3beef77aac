/** The alternatives side by side: what each is, what it costs, and how it stands to the one before. */
import { useEffect, useId, useRef, type ReactNode } from 'react';
import type { Alternative, DaySearchResult } from '#contract/day-search.ts';
import { byDate } from '#web/parts/timeline-geometry.ts';
import { dayWords, hoursWords, sameClock, shortDay, timeWords, zoneCity } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { debriefOf, differencesFrom, meeting, peopleChanges, wholeOf, withCandidate } from './choosing.ts';
import type { FindingProps } from './finding-props.ts';

type Props = FindingProps & {
  readonly result: DaySearchResult;
  readonly chosen: string | undefined;
  /** Keys of those that were changed by hand. */
  readonly changed: readonly string[];
  readonly onChoose: (key: string) => void;
};

export function Choices(props: Props): ReactNode {
  const { result, chosen, changed, onChoose } = props;
  const heading = useRef<HTMLLegendElement>(null);
  // The button that was pressed is disabled while the search runs, and loses the focus.
  useEffect(() => heading.current?.focus(), []);
  return (
    <fieldset className="choices">
      <legend className="section-title" tabIndex={-1} ref={heading}>
        {t('find.found', { count: result.alternatives.length })}
      </legend>
      <div className="choices-row">
        {result.alternatives.map((alternative, index) => (
          <Choice
            key={alternative.key}
            {...props}
            alternative={alternative}
            before={result.alternatives[index - 1]}
            isChosen={alternative.key === chosen}
            isChanged={changed.includes(alternative.key)}
            onChoose={() => onChoose(alternative.key)}
          />
        ))}
      </div>
      <p className="field-help">{t(result.proven ? 'find.proven' : 'find.notProven')}</p>
    </fieldset>
  );
}

type ChoiceProps = Omit<Props, 'onChoose' | 'chosen' | 'changed'> & {
  readonly alternative: Alternative;
  readonly before: Alternative | undefined;
  readonly isChosen: boolean;
  readonly isChanged: boolean;
  readonly onChoose: () => void;
};

function Choice(props: ChoiceProps): ReactNode {
  const { alternative, isChosen, isChanged, onChoose, opening } = props;
  const id = useId();
  const zone = opening.timeZone;
  const whole = wholeOf(alternative.sessions);
  if (whole === undefined) return null;
  return (
    <label className="choice" data-chosen={isChosen}>
      <input
        type="radio"
        name="alternative"
        checked={isChosen}
        onChange={onChoose}
        aria-labelledby={`${id}-day ${id}-hours`}
        aria-describedby={`${id}-more`}
      />
      <span className="choice-day" id={`${id}-day`}>
        {dayWords(whole.start, zone)}
      </span>
      <span className="choice-hours" id={`${id}-hours`}>
        <Hours {...props} />
      </span>
      <span className="choice-more" id={`${id}-more`}>
        <Debrief {...props} />
        <People {...props} />
        <Cost alternative={alternative} />
        <Standing {...props} />
        {isChanged && <span className="choice-changed">{t('find.changed')}</span>}
      </span>
    </label>
  );
}

/** What is not as in the one before stands out: by its weight too, not by colour alone. */
function Differing({ differs, children }: { differs: boolean; children: ReactNode }): ReactNode {
  return differs ? <mark className="differs">{children}</mark> : children;
}

function Hours({ alternative, before, opening, candidate }: ChoiceProps): ReactNode {
  const zone = opening.timeZone;
  const whole = wholeOf(alternative.sessions);
  if (whole === undefined) return null;
  const hoursOf = (other: Alternative): string => {
    const days = byDate(withCandidate(other.sessions), zone).length;
    const span = wholeOf(other.sessions);
    return days === 1 && span !== undefined ? hoursWords(span, zone) : t('find.overDays', { count: days });
  };
  const hours = hoursOf(alternative);
  return (
    <>
      <Differing differs={before !== undefined && hoursOf(before) !== hours}>{hours}</Differing>
      {!sameClock(whole.start, zone, candidate.timeZone) && (
        <span className="choice-other">
          {t('find.forCandidate', {
            hours: hoursWords(whole, candidate.timeZone),
            city: zoneCity(candidate.timeZone),
          })}
        </span>
      )}
    </>
  );
}

function Debrief({ alternative, before, opening }: ChoiceProps): ReactNode {
  const wordsOf = (other: Alternative): string => {
    const debrief = debriefOf(other.sessions);
    if (debrief === undefined) return '';
    const { start } = debrief;
    return t('find.debrief', {
      day: shortDay(start, opening.timeZone),
      time: timeWords(start, opening.timeZone),
    });
  };
  const words = wordsOf(alternative);
  return (
    <span className="choice-line">
      <Differing differs={words !== '' && before !== undefined && wordsOf(before) !== words}>
        {words}
      </Differing>
    </span>
  );
}

function People({ alternative, before }: ChoiceProps): ReactNode {
  if (before === undefined) {
    return <span className="choice-line">{t('find.with', { names: meeting(alternative).join(', ') })}</span>;
  }
  const { joins, leaves } = peopleChanges(before, alternative);
  if (joins.length + leaves.length === 0) return <span className="choice-line">{t('find.samePeople')}</span>;
  const words = { joins: joins.join(', '), leaves: leaves.join(', ') };
  const key = leaves.length === 0 ? 'find.alsoWith' : joins.length === 0 ? 'find.without' : 'find.insteadOf';
  return (
    <span className="choice-line">
      <Differing differs>{t(key, words)}</Differing>
    </span>
  );
}

function Cost({ alternative: { parts, cost } }: { alternative: Alternative }): ReactNode {
  return (
    <span className="choice-cost">
      {parts.length === 0 && t('find.costsNothing')}
      {parts.map((part) => (
        <span key={part.part} className="choice-part">
          <span>{part.text}</span> <span className="choice-points">{part.cost}</span>
        </span>
      ))}
      {parts.length > 1 && (
        <span className="choice-part choice-sum">
          <span>{t('find.cost')}</span> <span className="choice-points">{cost.total}</span>
        </span>
      )}
    </span>
  );
}

/** How an alternative stands to the one before it. */
function Standing({ alternative, before, result }: ChoiceProps): ReactNode {
  if (before === undefined) {
    return <span className="choice-best">{t(result.proven ? 'find.best' : 'find.bestFound')}</span>;
  }
  const differences = differencesFrom(before, alternative).map((difference) => t(`find.other.${difference}`));
  const { worse, better } = alternative;
  const equal = worse.length + better.length === 0;
  const lines = equal ? [t('find.asGood'), ...differences] : worse;
  return (
    <span className="choice-worse">
      <span className="choice-than">{t('find.than')}</span>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
      {better.map((line) => (
        <span key={line}>{t('find.but', { better: line })}</span>
      ))}
    </span>
  );
}
