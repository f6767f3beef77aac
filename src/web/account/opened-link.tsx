/** A link of a mail that was opened: what it is for is looked up, and nothing is done before a button is pressed. */
import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import type { LinkRequest, LinkView } from '#contract/account.ts';
import { links } from '#web/api/links.ts';
import { hasCode, ProblemNotice } from '#web/parts/problem-notice.tsx';
import { t } from '#web/words/words.ts';
import { Entry } from './entry.tsx';
import { linkToken } from './link-token.ts';

type Props = {
  readonly purpose: LinkRequest['purpose'];
  readonly title: string;
  readonly children: (token: string, link: LinkView) => ReactNode;
};

export function OpenedLink(props: Props): ReactNode {
  const token = linkToken(useLocation({ select: ({ hash }) => hash }));
  if (token !== undefined) return <Looked key={token} token={token} {...props} />;
  return (
    <Entry title={t('invitation.noTokenTitle')} lead={t('link.noToken')}>
      <Another purpose={props.purpose} />
    </Entry>
  );
}

function Looked({ token, purpose, title, children }: Props & { token: string }): ReactNode {
  // Looked at once: whoever has used it does not want to hear that it is used.
  const known = useQuery({
    queryKey: ['who', 'link', token],
    queryFn: () => links.look(token),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    retry: false,
  });
  const { data: link, error } = known;
  if (link !== undefined && link.purpose === purpose) {
    if (!link.here) return <Elsewhere purpose={purpose} />;
    return (
      <Entry title={title} lead={t(`link.lead.${purpose}`, { email: link.email })}>
        {children(token, link)}
      </Entry>
    );
  }
  if (link !== undefined || (error !== null && hasCode(error, 'not-found'))) {
    return (
      <Entry title={t('link.goneTitle')} lead={t('link.gone')}>
        <Another purpose={purpose} />
      </Entry>
    );
  }
  return (
    <Entry title={title}>
      {error === null ? (
        <p aria-busy="true">{t('frame.loading')}</p>
      ) : (
        <ProblemNotice error={error} again={() => void known.refetch()} />
      )}
    </Entry>
  );
}

/** Whoever reads mail on another device types the code. */
function Elsewhere({ purpose }: Pick<Props, 'purpose'>): ReactNode {
  return (
    <Entry title={t('link.elsewhereTitle')} lead={t('link.elsewhere')}>
      <p className="entry-note">
        {t('link.elsewhereElse')} <Another purpose={purpose} />
      </p>
    </Entry>
  );
}

function Another({ purpose }: Pick<Props, 'purpose'>): ReactNode {
  return <Link to={purpose === 'sign-in' ? '/sign-in/mail' : '/new-password'}>{t('link.another')}</Link>;
}
