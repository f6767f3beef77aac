/** What somebody sees of their account who came by a provider alone: how to get at the rest. */
import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '#web/words/words.ts';
import { ProveDialog } from './use-safely.tsx';

export function SentByProvider(): ReactNode {
  const [asked, setAsked] = useState(false);
  const client = useQueryClient();
  const proven = async (): Promise<void> => {
    setAsked(false);
    await client.invalidateQueries({ queryKey: ['who'] });
  };
  return (
    <section className="entry-part">
      <h2>{t('mine.sentTitle')}</h2>
      <p className="panel-text">{t('mine.sentText')}</p>
      <div className="entry-do">
        <Button onClick={() => setAsked(true)}>{t('factor.proveTitle')}</Button>
        <Link to="/sign-in/mail" search={{ next: '/account' }}>
          {t('link.sendMe')}
        </Link>
      </div>
      {asked && <ProveDialog onProven={() => void proven()} onClose={() => setAsked(false)} />}
    </section>
  );
}
