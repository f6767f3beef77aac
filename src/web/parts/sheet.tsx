/** Pages for people outside: a sheet of paper with nothing of the employer's side around it. */
import type { ReactNode } from 'react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { namesText } from '#domain/names.ts';
import { linkToken } from '#web/account/link-token.ts';
import { t } from '#web/words/words.ts';
import { Wordmark } from './frame.tsx';
import { hasCode } from './problem-notice.tsx';
import { Loaded, useTitle } from './scene.tsx';
import { SchemeSwitch } from './scheme-switch.tsx';

/** Milliseconds. */
const EVERY = 15_000;

type Props<T> = {
  /** What the token after `#` opens. */
  readonly kind: 'agenda' | 'panel' | 'scheduling';
  readonly look: (token: string) => Promise<T>;
  /** Whether it is asked for again while it is looked at. */
  readonly lives?: (data: T) => boolean;
  readonly children: (data: T, token: string) => ReactNode;
};

/** Looks with the token of the address; a link that is not known ends here. */
export function LinkSheet<T>({ kind, look, lives, children }: Props<T>): ReactNode {
  const token = linkToken(useLocation({ select: ({ hash }) => hash }));
  const query = useQuery({
    queryKey: [kind, token],
    queryFn: () => look(token ?? ''),
    enabled: token !== undefined,
    refetchInterval: ({ state: { data } }) => data !== undefined && lives?.(data) === true && EVERY,
  });
  return (
    <div className="agenda-page">
      <a className="skip" href="#scene">
        {t('frame.skip')}
      </a>
      <header className="agenda-top">
        <span className="wordmark">
          <Wordmark />
        </span>
        <SchemeSwitch />
      </header>
      <main id="scene" tabIndex={-1}>
        {token === undefined || isUnknown(query) ? (
          <DeadEnd title={t('deadEnd.unknownTitle')} text={t('deadEnd.unknown')} />
        ) : (
          <Loaded query={query}>{(data) => children(data, token)}</Loaded>
        )}
      </main>
    </div>
  );
}

function isUnknown({ error }: UseQueryResult<unknown>): boolean {
  return error !== null && hasCode(error, 'not-found');
}

type EndProps = {
  readonly title: string;
  readonly text: string;
  readonly organisation?: string;
  /** Names of those who can help. */
  readonly ask?: readonly string[];
};

/** The end of a link: no data, a reason, and whom to ask. */
export function DeadEnd({ title, text, organisation, ask = [] }: EndProps): ReactNode {
  useTitle(title);
  return (
    <article className="agenda dead-end">
      {organisation !== undefined && <p className="agenda-from">{organisation}</p>}
      <h1>{title}</h1>
      <p>{text}</p>
      {organisation !== undefined && <p>{whomToAsk(organisation, ask)}</p>}
    </article>
  );
}

/** `Mara Lind at Harbour Labs will gladly help.` */
export function whomToAsk(organisation: string, ask: readonly string[]): string {
  if (ask.length === 0) return t('deadEnd.askSender', { organisation });
  return t('deadEnd.ask', { names: namesText(ask), organisation });
}
