import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { passkeysHere } from '#web/api/factors.ts';
import { links } from '#web/api/links.ts';
import { t } from '#web/words/words.ts';

/**
 * For whoever has no password at hand, below the way in by passkey where there is one: by mail, where mail is set up,
 * else through whoever runs the server.
 */
export function OtherWays({ next }: { next?: string }): ReactNode {
  const offered = useQuery({ queryKey: ['links'], queryFn: links.offered });
  if (offered.data === undefined) return null;
  if (!offered.data.mail) return <p className="entry-note">{t('signIn.forgotten')}</p>;
  return (
    <>
      {passkeysHere() === 'yes' ? null : <p className="entry-or">{t('link.or')}</p>}
      <Button
        className="other-way"
        size="md"
        variant="default"
        fullWidth
        renderRoot={(props) => (
          <Link {...props} to="/sign-in/mail" search={next === undefined ? {} : { next }} />
        )}
      >
        {t('link.sendMe')}
      </Button>
      <p className="entry-note">
        <Link to="/new-password">{t('link.forgotten')}</Link>
      </p>
    </>
  );
}
