import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { CalendarWritingView } from '#contract/people.ts';
import { calendars } from '#web/api/calendars.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { momentWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import type { CalendarProps } from './calendar-card.tsx';

/** What stands of somebody's interviews in this calendar, and what keeps the rest from it. */
export function WrittenThere({ person, calendar }: CalendarProps): ReactNode {
  const { writing } = calendar;
  if (writing === undefined) return null;
  const { chosen, fault, failingSince } = writing;
  return (
    <div className="written-there">
      <p>
        <strong>{t(chosen ? 'calendars.write.chosen' : 'calendars.write.left')}</strong> {countsOf(writing)}
      </p>
      {/* What keeps it from being read as well is said already. */}
      {fault !== undefined && fault.text !== calendar.fault?.text && (
        <p className="calendar-fault">
          <strong>{fault.text}</strong> {fault.remedy}
          {failingSince !== undefined &&
            ` ${t('calendars.write.since', { when: momentWords(failingSince, person.timeZone) })}`}
        </p>
      )}
    </div>
  );
}

function countsOf({ chosen, written, waiting, failed, moved, removed }: CalendarWritingView): string {
  const none = chosen && written + waiting + failed === 0;
  const waits = chosen ? 'waiting' : 'leaving';
  const counted = [
    ['written', written],
    [waits, waiting],
    ['failed', failed],
    ['moved', moved],
    ['removed', removed],
  ] as const;
  const words = counted.flatMap(([what, count]) =>
    count === 0 ? [] : [t(`calendars.write.${what}`, { count })],
  );
  return (none ? [t('calendars.write.empty')] : words).join(' ');
}

export function WriteAgain({ organisation, person, calendar }: CalendarProps): ReactNode {
  const again = useChange(organisation, () => calendars.writeAgain(organisation, person.id, calendar.id));
  const { writing } = calendar;
  if (writing?.chosen !== true || writing.written + writing.failed === 0) return null;
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={again.isPending}
        onClick={() => again.mutate(undefined)}
      >
        {t('calendars.write.again')}
      </Button>
      {again.error !== null && <ProblemNotice error={again.error} />}
    </>
  );
}
