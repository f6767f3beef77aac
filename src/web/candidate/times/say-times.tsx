/** The candidate says when they can come, on a week of their own clock. */
import { useId, useState, type ReactNode } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import type { SchedulingOpen } from '#contract/self-service.ts';
import { useProven, type Page } from '#web/parts/use-proven.tsx';
import { byLink } from '#web/api/self-service.ts';
import { Icon } from '#web/parts/icons.tsx';
import { dateWords, dayWords, durationWords, laterDate, offsetWords, zoneCity } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { intervalsOf, paintedFrom, type Painted } from './painted.ts';
import { TimesList } from './times-list.tsx';
import { WeekGrid } from './week-grid.tsx';
import { firstWeek, weekFrom } from './week.ts';

type Props = {
  readonly page: Page;
  readonly scheduling: SchedulingOpen;
  /** The week that is shown: so many after the first. */
  readonly ahead: number;
  readonly onAhead: (weeks: number) => void;
};

/** As far as somebody may look. */
const WEEKS = 26;

export function SayTimes(props: Props): ReactNode {
  const { page, scheduling } = props;
  const id = useId();
  return (
    <div className="say-times" role="group" aria-labelledby={id}>
      <h2 id={id}>{t('times.title')}</h2>
      <p>{t('times.lead', { duration: durationWords(scheduling.minutes) })}</p>
      {page.acting === 'not' ? <p className="notice">{t('times.through')}</p> : <Painting {...props} />}
    </div>
  );
}

function Painting({ page, scheduling, ahead, onAhead }: Props): ReactNode {
  const { timeZone, within, available, saidAt } = scheduling;
  const id = useId();
  const [now] = useState(() => Date.now());
  const [painted, setPainted] = useState<Painted>(() => paintedFrom(available));
  const [changed, setChanged] = useState(false);
  const paint = (next: (before: Painted) => Painted): void => {
    setPainted(next);
    setChanged(true);
  };
  const proven = useProven(page);
  const save = (): void => {
    const said = { token: page.token, available: intervalsOf(painted) };
    proven.press({ run: () => byLink.sayTimes(said), done: () => setChanged(false) });
  };
  return (
    <>
      {saidAt !== undefined && !changed && (
        <p className="said" role="status">
          <Icon name="check" /> {t('times.said', { day: dayWords(saidAt, timeZone) })}
        </p>
      )}
      <div className="painting">
        <Weeks {...{ timeZone, within, now, id, painted, ahead, onAhead }} onPaint={paint} />
        <TimesList painted={painted} zone={timeZone} onPaint={paint} />
      </div>
      {proven.problem}
      <div className="buttons">
        <Button loading={proven.busy} disabled={!changed} onClick={save}>
          {t('times.send')}
        </Button>
        {page.acting === 'code' && <span className="field-help">{t('prove.first')}</span>}
      </div>
      {proven.proving}
    </>
  );
}

type WeeksProps = Pick<SchedulingOpen, 'timeZone' | 'within'> &
  Pick<Props, 'ahead' | 'onAhead'> & {
    readonly now: number;
    readonly id: string;
    readonly painted: Painted;
    readonly onPaint: (next: (painted: Painted) => Painted) => void;
  };

function Weeks({ timeZone, within, now, id, painted, ahead, onAhead, onPaint }: WeeksProps): ReactNode {
  const where = { timeZone, within, now };
  const [first] = useState(() => firstWeek(where));
  const monday = laterDate(first, ahead * 7);
  const noon = `${monday}T12:00:00Z`;
  return (
    <div className="weeks">
      <div className="week-head">
        <ActionIcon
          variant="default"
          size="lg"
          disabled={ahead === 0}
          aria-label={t('times.weekBefore')}
          onClick={() => onAhead(ahead - 1)}
        >
          <Icon name="left" />
        </ActionIcon>
        <h3 aria-live="polite">
          {t('times.week', { from: dateWords(monday), to: dateWords(laterDate(monday, 6)) })}
        </h3>
        <ActionIcon
          variant="default"
          size="lg"
          disabled={ahead >= WEEKS}
          aria-label={t('times.weekAfter')}
          onClick={() => onAhead(ahead + 1)}
        >
          <Icon name="right" />
        </ActionIcon>
      </div>
      <p id={id} className="field-help">
        {t('times.how', { city: zoneCity(timeZone), offset: offsetWords(noon, timeZone) })}
      </p>
      <WeekGrid week={weekFrom(monday, where)} painted={painted} onPaint={onPaint} describedBy={id} />
    </div>
  );
}
