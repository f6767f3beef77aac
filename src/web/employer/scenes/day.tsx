import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { DaySheet } from '#contract/day.ts';
import { ownSessions, pressing } from '#web/employer/day/day-standing.ts';
import { RunSheet } from '#web/employer/day/run-sheet.tsx';
import { UnsentMarks } from '#web/employer/day/unsent.tsx';
import { useDay } from '#web/employer/day/use-day.ts';
import { usePresses } from '#web/employer/day/use-presses.ts';
import { YourDay } from '#web/employer/day/your-day.tsx';
import { Icon } from '#web/parts/icons.tsx';
import { NextStep } from '#web/parts/next-step.tsx';
import { Loaded, SceneHead } from '#web/parts/scene.tsx';
import { useNow } from '#web/parts/use-now.ts';
import { fullDayWords, laterDate, timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

/** The day itself: for those who plan the run sheet, for whoever sits in sessions their own. */
export function DayScene(): ReactNode {
  const { o } = useParams({ from: '/o/$o/day' });
  const { date } = useSearch({ from: '/o/$o/day' });
  const sheet = useDay(o, date);
  return (
    <Loaded query={sheet}>
      {(data) => (
        <Shown organisation={o} sheet={data} received={sheet.dataUpdatedAt} stale={sheet.error !== null} />
      )}
    </Loaded>
  );
}

type Props = {
  readonly organisation: string;
  readonly sheet: DaySheet;
  /** When it came, by this machine's clock. */
  readonly received: number;
  readonly stale: boolean;
};

function Shown({ organisation, sheet, received, stale }: Props): ReactNode {
  const { show } = useSearch({ from: '/o/$o/day' });
  const now = useNow(sheet.at, received);
  const presses = usePresses(organisation);
  const { loops } = sheet;
  const own = ownSessions(loops);
  const everybody = loops.some(({ can, you }) => can.includes('run') || you === undefined);
  const mine = own.length > 0 && (!everybody || show === 'mine');
  const zone = loops[0]?.opening.timeZone ?? 'UTC';
  return (
    <>
      <Head organisation={organisation} sheet={sheet} mine={mine} />
      {stale && (
        <p className="notice" role="alert">
          <Icon name="alert" /> {t('day.stale', { time: timeWords(sheet.at, zone) })}
        </p>
      )}
      {everybody && own.length > 0 && <Whose organisation={organisation} mine={mine} />}
      {loops.length === 0 && <Nothing organisation={organisation} next={sheet.next} />}
      {mine ? (
        <YourDay organisation={organisation} own={own} now={now} presses={presses} />
      ) : (
        <RunSheet organisation={organisation} loops={loops} now={now} presses={presses} />
      )}
      <UnsentMarks presses={presses} timeZone={zone} ahead={Date.parse(sheet.at) - received} />
    </>
  );
}

/** With the way to the day that is next. */
function Nothing({ organisation, next }: { organisation: string; next: string | undefined }): ReactNode {
  if (next === undefined) return <NextStep quiet title={t('day.noneTitle')} text={t('day.none')} />;
  const words = fullDayWords(`${next}T12:00:00Z`, 'UTC');
  return (
    <NextStep quiet title={t('day.noneTitle')} text={`${t('day.none')} ${t('day.nextDay', { day: words })}`}>
      <Button
        variant="default"
        renderRoot={(props) => (
          <Link {...props} to="/o/$o/day" params={{ o: organisation }} search={{ date: next }} />
        )}
      >
        {t('day.toNext')}
      </Button>
    </NextStep>
  );
}

type HeadProps = Pick<Props, 'organisation' | 'sheet'> & { readonly mine: boolean };

function Head({ organisation, sheet, mine }: HeadProps): ReactNode {
  const { date } = useSearch({ from: '/o/$o/day' });
  const noon = `${sheet.date}T12:00:00Z`;
  const today = date === undefined;
  const words = fullDayWords(noon, 'UTC');
  return (
    <SceneHead
      title={today ? t(mine ? 'yours.title' : 'day.title') : words}
      below={[...(today ? [words] : []), ...(mine ? [] : countWords(sheet))].join(' · ')}
      actions={
        <>
          <Days organisation={organisation} sheet={sheet} />
          <Button
            variant="default"
            className="day-print"
            leftSection={<Icon name="print" />}
            onClick={() => window.print()}
          >
            {t('day.print')}
          </Button>
        </>
      }
    />
  );
}

/** How many there are, how many are here, how many need a hand. */
function countWords({ loops }: DaySheet): readonly string[] {
  const here = loops.filter(({ now }) => now.is === 'with' || now.is === 'between').length;
  const hands = loops.filter((loop) => pressing(loop).length > 0).length;
  return [
    ...(loops.length > 0 ? [t('day.candidates', { count: loops.length })] : []),
    ...(here > 0 ? [t('day.here', { count: here })] : []),
    ...(hands > 0 ? [t('day.hands', { count: hands })] : []),
  ];
}

function Days({ organisation, sheet }: Pick<Props, 'organisation' | 'sheet'>): ReactNode {
  const { date } = useSearch({ from: '/o/$o/day' });
  const to = (at: string | undefined, words: string, icon?: 'left' | 'right'): ReactNode => (
    <Button
      variant="default"
      renderRoot={(props) => (
        <Link
          {...props}
          to="/o/$o/day"
          params={{ o: organisation }}
          search={(before) => ({ ...(before.show && { show: before.show }), ...(at && { date: at }) })}
          {...(icon !== undefined && { 'aria-label': words })}
        />
      )}
    >
      {icon === undefined ? words : <Icon name={icon} />}
    </Button>
  );
  return (
    <div className="day-days">
      {to(laterDate(sheet.date, -1), t('day.before'), 'left')}
      {date !== undefined && to(undefined, t('day.today'))}
      {to(laterDate(sheet.date, 1), t('day.after'), 'right')}
    </div>
  );
}

/** For whoever plans and sits in sessions: everybody's day, or their own. */
function Whose({ organisation, mine }: { organisation: string; mine: boolean }): ReactNode {
  const to = (show: 'mine' | undefined, words: string): ReactNode => (
    <Link
      className="way"
      to="/o/$o/day"
      params={{ o: organisation }}
      search={(before) => ({ ...(before.date && { date: before.date }), ...(show && { show }) })}
      data-here={mine === (show === 'mine')}
      aria-current={mine === (show === 'mine') ? 'page' : undefined}
    >
      {words}
    </Link>
  );
  return (
    <nav className="day-whose" aria-label={t('day.whose')}>
      {to(undefined, t('day.all'))}
      {to('mine', t('day.mine'))}
    </nav>
  );
}
