/** Presses that did not get through stand at the foot of the page until they have, or are left. */
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { NoAnswer } from '#web/api/ask.ts';
import { Icon } from '#web/parts/icons.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import type { Pressed, Presses } from './use-presses.ts';

/** `ahead`: milliseconds by which the server's clock is ahead of this machine's. */
type Props = { readonly presses: Presses; readonly timeZone: string; readonly ahead: number };

export function UnsentMarks({ presses, ...rest }: Props): ReactNode {
  const failed = presses.all.filter(({ error }) => error !== undefined);
  if (failed.length === 0) return null;
  return (
    <div className="unsent" role="alert">
      <ul>
        {failed.map((pressed) => (
          <li key={pressed.key}>
            <Failed pressed={pressed} presses={presses} {...rest} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Failed({ pressed, presses, timeZone, ahead }: Props & { pressed: Pressed }): ReactNode {
  const { error, words, at } = pressed;
  const unsent = error instanceof NoAnswer;
  const time = timeWords(new Date(at + ahead).toISOString(), timeZone);
  return (
    <>
      <p className="unsent-title">
        <Icon name="alert" />
        {t(unsent ? 'mark.unsent' : 'mark.refused')}
      </p>
      <p>{t('mark.pressed', { what: words, time })}</p>
      {error !== undefined && !unsent && <ProblemNotice error={error} />}
      <div className="buttons">
        {unsent && <Button onClick={() => presses.again(pressed)}>{t('mark.again')}</Button>}
        <Button variant="default" onClick={() => presses.forget(pressed)}>
          {t('mark.forget')}
        </Button>
      </div>
    </>
  );
}
