/** Any failure in words: a problem document with its faults, no answer, or an answer that is not as agreed. */
import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { ProblemDocument } from '#contract/problem.ts';
import { ApiProblem, NoAnswer } from '#web/api/ask.ts';
import { t } from '#web/words/words.ts';
import { placeWords } from './fault-place.ts';
import { Icon } from './icons.tsx';

type Props = {
  readonly error: Error;
  readonly again?: () => void;
  /** Offered only where somebody else changed the same thing meanwhile. */
  readonly reload?: () => void;
  /** Said where something changed meanwhile, beside the server's own words: for whoever shares nothing with others there. */
  readonly changed?: string;
  /** Replaces the notice's own words for what to do next. */
  readonly children?: ReactNode;
};

export function ProblemNotice({ error, again, reload, changed, children }: Props): ReactNode {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    notice.current?.scrollIntoView({ block: 'nearest' });
  }, [error]);
  const next = wasChanged(error) ? (reload ?? again) : again;
  return (
    <div className="problem" role="alert" ref={notice}>
      <span className="problem-mark">
        <Icon name="alert" size={20} />
      </span>
      <div>
        <p className="problem-title">{titleOf(error, changed)}</p>
        {!saysFaults(error) && <p>{detailOf(error, changed)}</p>}
        {error instanceof ApiProblem && <Faults problem={error} />}
        {hasCode(error, 'sign-in') && <SignInThere />}
        {error instanceof ApiProblem && <OtherWay problem={error} />}
        {children}
        {next !== undefined && (
          <Button variant="default" size="compact-sm" mt="xs" onClick={next}>
            {t(wasChanged(error) ? 'problem.reload' : 'problem.again')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** On a page of its own, so that nothing that was typed here is lost. */
function SignInThere(): ReactNode {
  const { pathname, search } = window.location;
  return (
    <p>
      {t('account.signedOut')}{' '}
      <a href={`/sign-in?next=${encodeURIComponent(pathname + search)}`} target="_blank" rel="noopener">
        {t('account.signInThere')}
      </a>
    </p>
  );
}

/** To the provider that is to be used in the place of what was tried. */
function OtherWay({ problem }: { problem: ApiProblem }): ReactNode {
  const { organisation } = problem.document;
  if (organisation === undefined) return null;
  return (
    <p>
      <a href={`/sign-in?with=${organisation}`}>{t('signIn.otherWay')}</a>
    </p>
  );
}

function Faults({ problem }: { problem: ApiProblem }): ReactNode {
  const faults = problem.document.faults ?? [];
  if (faults.length === 0) return null;
  return (
    <ul>
      {faults.map((fault) => (
        <li key={`${fault.place} ${fault.expected}`}>
          <strong>{placeWords(fault.place) ?? fault.place}</strong>
          {t('problem.fault', { found: fault.found, expected: fault.expected })}
          {fault.remedy !== undefined && ` ${fault.remedy}`}
        </li>
      ))}
    </ul>
  );
}

/** The sentence for a single fault names its place as a path; the list of faults says it in words. */
function saysFaults(error: Error): boolean {
  if (!(error instanceof ApiProblem)) return false;
  const { faults = [], detail } = error.document;
  return faults.some(
    (fault) => placeWords(fault.place) !== undefined && detail.startsWith(`${fault.place}:`),
  );
}

function wasChanged(error: Error): boolean {
  return hasCode(error, 'changed-meanwhile');
}

export function hasCode(error: Error, code: ProblemDocument['code']): boolean {
  return error instanceof ApiProblem && error.document.code === code;
}

function titleOf(error: Error, changed: string = t('problem.changed')): string {
  if (wasChanged(error)) return changed;
  if (hasCode(error, 'faults')) return t('problem.faults');
  if (hasCode(error, 'not-found')) return t('notFound.title');
  if (error instanceof ApiProblem) return error.document.title;
  return t(error instanceof NoAnswer ? 'problem.noAnswer' : 'problem.bug');
}

function detailOf(error: Error, changed: string | undefined): string {
  if (wasChanged(error) && changed === undefined) return t('problem.changedDetail');
  if (error instanceof ApiProblem) return error.document.detail;
  if (!(error instanceof NoAnswer)) return t('problem.bugDetail', { message: error.message.slice(0, 200) });
  return t(navigator.onLine ? 'problem.noAnswerDetail' : 'problem.offline');
}
