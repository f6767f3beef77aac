import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { SignedIn } from '#contract/account.ts';
import { SESSION_LASTS } from '#domain/account/account.ts';
import { accounts } from '#web/api/accounts.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useForgetAll } from '#web/parts/use-who.ts';
import { browserZone } from '#web/parts/zone-field.tsx';
import { dayWords, timeWords, zoneCity } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

/** Where one is signed in, and the way out of each. */
export function Sessions(): ReactNode {
  const known = useQuery({ queryKey: ['who', 'sessions'], queryFn: accounts.sessions });
  const go = useNavigate();
  const forgetAll = useForgetAll();
  const endAll = useMutation({
    mutationFn: accounts.signOutEverywhere,
    onSuccess: async () => {
      await go({ to: '/' });
      await forgetAll();
    },
  });
  const { idleHours: hours, days } = SESSION_LASTS;
  return (
    <section className="entry-part">
      <h2>{t('mine.sessionsTitle')}</h2>
      <p className="panel-text">{t('mine.sessionsText', { hours, days, city: zoneCity(browserZone()) })}</p>
      {known.error !== null && <ProblemNotice error={known.error} again={() => void known.refetch()} />}
      <ul className="rows">
        {(known.data?.sessions ?? []).map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {endAll.error !== null && <ProblemNotice error={endAll.error} />}
      <div className="entry-do">
        <Button variant="default" loading={endAll.isPending} onClick={() => endAll.mutate()}>
          {t('mine.endAll')}
        </Button>
        <span>{t('mine.endAllText')}</span>
      </div>
    </section>
  );
}

function wayWords({ way, secondFactor }: SignedIn): string {
  const first = t(`mine.way.${way}`);
  return secondFactor === null || way === 'passkey'
    ? first
    : t(`mine.second.${secondFactor}`, { way: first });
}

function SessionRow({ session }: { session: SignedIn }): ReactNode {
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => accounts.endSession(session.id),
    onSuccess: () => client.invalidateQueries({ queryKey: ['who', 'sessions'] }),
  });
  const zone = browserZone();
  const used = { day: dayWords(session.usedAt, zone), time: timeWords(session.usedAt, zone) };
  return (
    <li className="row">
      <div className="row-words">
        <h3 className="row-title">
          {session.browser}
          {session.here && <span className="member-mark">{t('mine.here')}</span>}
        </h3>
        <span className="row-below">
          {t('mine.used', used)},{' '}
          {t('mine.began', { day: dayWords(session.beganAt, zone), way: wayWords(session) })}
        </span>
        {end.error !== null && <ProblemNotice error={end.error} />}
      </div>
      {!session.here && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={end.isPending}
          onClick={() => end.mutate()}
          aria-label={t('mine.endOf', { browser: session.browser, ...used })}
        >
          {t('mine.end')}
        </Button>
      )}
    </li>
  );
}
