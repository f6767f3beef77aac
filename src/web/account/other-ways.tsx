import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { links } from '#web/api-links.ts';
import { t } from '#web/words/words.ts';

/** For whoever has no password at hand: by mail, where mail is set up, else through whoever runs the server. */
export function OtherWays({ next }: { next?: string }): ReactNode {
  const offered = useQuery({ queryKey: ['links'], queryFn: links.offered });
  if (offered.data === undefined) return null;
  if (!offered.data.mail) return <p className="entry-note">{t('signIn.forgotten')}</p>;
  return (
    <>
      <p className="entry-or">{t('link.or')}</p>
      <Button
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
