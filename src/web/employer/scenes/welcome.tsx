import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Who } from '#contract/account.ts';
import type { Organisation } from '#contract/organisation.ts';
import { organisations } from '#web/api/organisations.ts';
import { Frame } from '#web/parts/frame.tsx';
import { Icon } from '#web/parts/icons.tsx';
import { SecondFactorForm } from '#web/account/second-factor-form.tsx';
import { SignInForm } from '#web/account/sign-in-form.tsx';
import { useCameIn } from '#web/account/use-came-in.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useTitle } from '#web/parts/scene.tsx';
import { useWho } from '#web/parts/use-who.ts';
import { browserZone, ZoneField } from '#web/parts/zone-field.tsx';
import { zoneCity } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { WelcomePicture } from '#web/employer/welcome/welcome-picture.tsx';

export function WelcomeScene(): ReactNode {
  useTitle(t('welcome.tab'));
  const known = useQuery({ queryKey: ['organisations'], queryFn: organisations.list });
  const who = useWho().data;
  const own = known.data?.organisations.filter((organisation) => !organisation.sample) ?? [];
  return (
    <Frame notice={known.data?.notice}>
      <div className="welcome-top">
        <div>
          <h1 className="welcome-title">{t('welcome.title')}</h1>
          <p className="welcome-lead">{t('welcome.lead')}</p>
        </div>
        <WelcomePicture />
      </div>
      {known.error !== null && <ProblemNotice error={known.error} again={() => void known.refetch()} />}
      {own.length > 0 && <Own organisations={own} />}
      <div className="offers">
        {who !== undefined && WAYS_IN[who.kind]}
        {known.data?.sample === true && <LookAtSample />}
      </div>
    </Frame>
  );
}

function Own({ organisations: own }: { organisations: readonly Organisation[] }): ReactNode {
  return (
    <section className="own">
      <h2>{t('welcome.own')}</h2>
      <ul className="rows">
        {own.map((organisation) => (
          <li key={organisation.id}>
            <Link className="row-link" to="/o/$o" params={{ o: organisation.id }}>
              <span className="row-title">{organisation.name}</span>
              <span className="row-side">{t('welcome.zone', { city: zoneCity(organisation.timeZone) })}</span>
              <Icon name="right" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where there are accounts, an organisation is seen by its members. */
function ComeIn(): ReactNode {
  return (
    <section className="offer">
      <h2>{t('signIn.title')}</h2>
      <p>{t('signIn.lead')}</p>
      <SignInForm />
      <p className="entry-note">
        <Link to="/sign-in">{t('signIn.otherWays')}</Link>
      </p>
    </section>
  );
}

/** Whoever came in with a first factor on another page. */
function FinishHere(): ReactNode {
  const who = useWho().data;
  const cameIn = useCameIn();
  if (who?.kind !== 'halfway') return null;
  return (
    <section className="offer">
      <h2>{t('factor.title')}</h2>
      <p>{t('factor.lead', { email: who.email })}</p>
      <SecondFactorForm who={who} onDone={() => cameIn()} />
    </section>
  );
}

/** What is offered beside the sample to each kind of asker. */
const WAYS_IN: Readonly<Record<Who['kind'], ReactNode>> = {
  computer: <StartOwn />,
  nobody: <ComeIn />,
  outsider: <ComeIn />,
  halfway: <FinishHere />,
  member: null,
};

function StartOwn(): ReactNode {
  const [name, setName] = useState('');
  const [timeZone, setTimeZone] = useState(browserZone);
  const go = useNavigate();
  const start = useMutation({
    mutationFn: organisations.start,
    onSuccess: (organisation) => go({ to: '/o/$o', params: { o: organisation.id } }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    start.mutate({ name, timeZone });
  };
  return (
    <section className="offer">
      <h2>{t('welcome.startTitle')}</h2>
      <p>{t('welcome.startText')}</p>
      <form className="stack" onSubmit={submit}>
        <TextInput
          label={t('welcome.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          withAsterisk={false}
          maxLength={200}
          autoComplete="organization"
        />
        <ZoneField value={timeZone} onChange={setTimeZone} />
        {start.error !== null && <ProblemNotice error={start.error} />}
        <Button type="submit" size="md" loading={start.isPending}>
          {t('welcome.start')}
        </Button>
      </form>
    </section>
  );
}

function LookAtSample(): ReactNode {
  const go = useNavigate();
  const open = useMutation({
    mutationFn: organisations.openSample,
    onSuccess: (organisation) => go({ to: '/o/$o', params: { o: organisation.id } }),
  });
  return (
    <section className="offer offer-sample">
      <h2>{t('welcome.sampleTitle')}</h2>
      <p>{t('welcome.sampleText')}</p>
      <ul className="ticks">
        {(['sampleOne', 'sampleTwo', 'sampleThree'] as const).map((line) => (
          <li key={line}>
            <Icon name="check" /> {t(`welcome.${line}`)}
          </li>
        ))}
      </ul>
      {open.error !== null && <ProblemNotice error={open.error} />}
      <Button size="md" variant="default" loading={open.isPending} onClick={() => open.mutate()}>
        {t('welcome.sample')}
      </Button>
    </section>
  );
}
