import { useId, useRef, useState, type FormEvent, type ReactNode, type RefObject } from 'react';
import { Button } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch as useAddress } from '@tanstack/react-router';
import type { DaySearch, DaySearchResult } from '#contract/day-search.ts';
import { candidates } from '#web/api/openings.ts';
import type { FindingProps } from '#web/employer/find-a-day/finding-props.ts';
import { nextTwoWeeks, type DateRange } from '#web/employer/find-a-day/choosing.ts';
import { loopWords } from '#web/employer/find-a-day/loop-words.ts';
import { openingOf } from '#web/employer/find-a-day/opening-of.ts';
import { useSearch, type Search } from '#web/employer/find-a-day/use-search.ts';
import { calendarLook } from '#web/parts/calendar-look.ts';
import { SelfServiceCard } from '#web/employer/self-service/self-service-card.tsx';
import { Icon } from '#web/parts/icons.tsx';
import { NextStep } from '#web/parts/next-step.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { SearchProgress } from '#web/parts/search-progress.tsx';
import { Loaded, SceneHead } from '#web/parts/scene.tsx';
import { useLate } from '#web/parts/use-late.ts';
import { dateWords, laterDate, sameClock, zoneCity } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { Alternatives, HeldForOthers } from '#web/employer/find-a-day/alternatives.tsx';
import { NothingFits } from '#web/employer/find-a-day/nothing-fits.tsx';

export function FindADayScene(): ReactNode {
  const { o, id } = useParams({ from: '/o/$o/candidates/$id/find' });
  const { opening } = useAddress({ from: '/o/$o/candidates/$id/find' });
  const found = useQuery({
    queryKey: ['o', o, 'candidate', id, opening],
    queryFn: () => openingOf(o, id, opening),
  });
  return (
    <Loaded query={found}>
      {(data) => <Finding organisation={o} opening={data.opening} candidate={data.candidate} />}
    </Loaded>
  );
}

function useDaySearch(organisation: string, candidate: string): Search<DaySearch, DaySearchResult> {
  return useSearch(organisation, (days, heard) =>
    candidates.search(organisation, candidate, { days, ...heard }),
  );
}

function Finding({ organisation, opening, candidate }: FindingProps): ReactNode {
  const [range, setRange] = useState<DateRange>(() =>
    nextTwoWeeks(new Date().toISOString(), opening.timeZone),
  );
  const picker = useRef<HTMLButtonElement>(null);
  const searching = useDaySearch(organisation, candidate.id);
  const { search } = searching;
  const start = (): void => search.mutate({ from: range[0], to: range[1] });
  const [moving, setMoving] = useState(false);
  // Whoever has searched already keeps what they see: the refusal at "Confirm" leads to the loop then.
  const planned = candidate.loop !== undefined && search.isIdle && !moving;
  return (
    <>
      <SceneHead
        title={t('find.titleFor', { name: candidate.name })}
        above={
          <Link to="/o/$o/openings/$id" params={{ o: organisation, id: opening.id }}>
            {opening.title}
          </Link>
        }
        below={clocksWords(opening.timeZone, candidate.timeZone)}
      />
      {showsOwnPart(opening, candidate, moving) && (
        <SelfServiceCard organisation={organisation} candidate={candidate} zone={opening.timeZone} />
      )}
      {planned ? (
        <AlreadyPlanned
          organisation={organisation}
          opening={opening}
          candidate={candidate}
          onMove={() => setMoving(true)}
        />
      ) : (
        <Days
          picker={picker}
          range={range}
          onRange={setRange}
          searching={search.isPending}
          onSearch={start}
        />
      )}
      <Progressing searching={searching} range={range} />
      {search.error !== null && <ProblemNotice error={search.error} again={start} />}
      <Found
        organisation={organisation}
        opening={opening}
        candidate={candidate}
        search={search}
        range={range}
        toDates={() => openPicker(picker.current)}
        onSearchAgain={start}
      />
    </>
  );
}

/** The calendar opens where it can be seen, also on a telephone. */
function openPicker(button: HTMLButtonElement | null): void {
  button?.scrollIntoView({ block: 'center' });
  button?.focus();
  button?.click();
}

type FoundProps = FindingProps & {
  readonly search: Search<DaySearch, DaySearchResult>['search'];
  readonly range: DateRange;
  readonly toDates: () => void;
  readonly onSearchAgain: () => void;
};

/** What the search answered: ways to choose from, or why there is none. */
function Found({ search, range, toDates, onSearchAgain, ...of }: FoundProps): ReactNode {
  const { data, variables, submittedAt } = search;
  if (data === undefined) return null;
  if (data.whyNot !== undefined) {
    const { organisation, opening, candidate } = of;
    const ids = { organisation, opening: opening.id, candidate: candidate.id };
    return (
      <>
        <NothingFits key={submittedAt} {...ids} whyNot={data.whyNot} range={range} toDates={toDates} />
        <HeldForOthers lines={data.held} />
      </>
    );
  }
  const searched: DateRange = variables === undefined ? range : [variables.from, variables.to];
  return (
    <Alternatives key={submittedAt} {...of} result={data} range={searched} onSearchAgain={onSearchAgain} />
  );
}

/** For those who plan: as long as there is no day, while another is looked for, or where something waits. */
function showsOwnPart(
  { can }: FindingProps['opening'],
  { loop, selfService }: FindingProps['candidate'],
  moving: boolean,
): boolean {
  if (!can.includes('plan')) return false;
  const waits = selfService?.offer !== undefined || (selfService?.wants.length ?? 0) > 0;
  return loop === undefined || moving || waits;
}

type PlannedProps = FindingProps & { readonly onMove: () => void };

/** One candidate has one loop at a time; another day takes its place when it is won. */
function AlreadyPlanned({ organisation, opening, candidate, onMove }: PlannedProps): ReactNode {
  const { loop } = candidate;
  if (loop === undefined) return null;
  return (
    <NextStep title={t('find.planned', { when: loopWords(loop, opening.timeZone) })} text={t('move.text')}>
      <Button onClick={onMove} leftSection={<Icon name="search" />}>
        {t('move.look')}
      </Button>
      <Button
        variant="default"
        renderRoot={(props) => (
          <Link {...props} to="/o/$o/loops/$id" params={{ o: organisation, id: loop.id }} />
        )}
      >
        {t('find.toLoop')}
      </Button>
    </NextStep>
  );
}

function clocksWords(opening: string, candidate: string): string {
  const same = sameClock(new Date().toISOString(), opening, candidate);
  const cities = { opening: zoneCity(opening), candidate: zoneCity(candidate) };
  return t(same ? 'find.belowSame' : 'find.below', cities);
}

type DaysProps = {
  readonly picker: RefObject<HTMLButtonElement | null>;
  readonly range: DateRange;
  readonly onRange: (range: DateRange) => void;
  readonly searching: boolean;
  readonly onSearch: () => void;
};

function Days({ picker, range, onRange, searching, onSearch }: DaysProps): ReactNode {
  const id = useId();
  const late = useLate(searching);
  const [picked, setPicked] = useState<[string | null, string | null]>([...range]);
  const today = new Date().toISOString().slice(0, 10);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!searching) onSearch();
  };
  const pick = (value: [string | null, string | null]): void => {
    setPicked(value);
    const [from, to] = value;
    if (from !== null && to !== null) onRange([from, to]);
  };
  return (
    <form className="days" onSubmit={submit}>
      <DatePickerInput
        ref={picker}
        type="range"
        className="days-field"
        label={t('find.days')}
        value={picked}
        onChange={pick}
        minDate={today}
        valueFormat="D MMM YYYY"
        {...calendarLook(id)}
        labelSeparator={t('find.to')}
        leftSection={<Icon name="calendar" />}
        allowSingleDateInRange
        presets={[
          { value: [laterDate(today, 1), laterDate(today, 14)], label: t('find.twoWeeks') },
          { value: [laterDate(today, 1), laterDate(today, 28)], label: t('find.fourWeeks') },
          { value: [laterDate(today, 1), laterDate(today, 56)], label: t('find.eightWeeks') },
        ]}
      />
      <Button
        type="submit"
        size="md"
        loading={late}
        aria-disabled={searching}
        disabled={picked.includes(null)}
        leftSection={<Icon name="search" />}
      >
        {t('find.title')}
      </Button>
    </form>
  );
}

type ProgressProps = { readonly searching: Search<DaySearch, DaySearchResult>; readonly range: DateRange };

/** A search that is over at once shows no sign of it. */
function Progressing({ searching, range }: ProgressProps): ReactNode {
  const { search, told, stopping, stop } = searching;
  const words = { from: dateWords(range[0]), to: dateWords(range[1]) };
  const late = useLate(search.isPending);
  return (
    <>
      <p className={late ? 'searching-words' : 'hidden'} role="status">
        {late ? t('find.searching', words) : outcome(search.data)}
      </p>
      {late && <SearchProgress told={told} stopping={stopping} onStop={stop} />}
    </>
  );
}

function outcome(result: DaySearchResult | undefined): string {
  if (result === undefined) return '';
  if (result.alternatives.length === 0) return t('find.nothing');
  return t('find.found', { count: result.alternatives.length });
}
