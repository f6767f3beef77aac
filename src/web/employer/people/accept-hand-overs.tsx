import { useRef, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { Leaving, LeavingLoop } from '#contract/leaving.ts';
import { people } from '#web/api/people.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';
import { acceptanceOf, acceptedOf, type Accepted } from './leaving-choice.ts';

type Props = {
  readonly organisation: string;
  readonly leaving: Leaving;
  /** Those that are accepted together. */
  readonly loops: readonly LeavingLoop[];
  /** One of several, by itself. */
  readonly single: boolean;
  /** What is shown is being looked for again. */
  readonly busy: boolean;
  readonly again: () => void;
  readonly onAccepted: (accepted: readonly Accepted[], gone: string | undefined) => void;
};

export function AcceptBar({ organisation, leaving, loops, single, busy, ...props }: Props): ReactNode {
  const acceptance = acceptanceOf(leaving, loops);
  const key = useKeyFor(JSON.stringify(acceptance));
  const { name } = leaving.person;
  const accept = useChange(organisation, async () => {
    const done = await people.handOver(organisation, leaving.person.id, { acceptance, key });
    // At once: what is asked for again after the change takes these hand-overs from the page.
    props.onAccepted(acceptedOf(loops), done.removed ? name : undefined);
  });
  const problem = accept.error !== null && (
    <ProblemNotice error={accept.error}>
      <Button mt="xs" onClick={props.again}>
        {t('leaving.again')}
      </Button>
    </ProblemNotice>
  );
  const candidate = loops[0]?.candidate ?? '';
  if (single) {
    return (
      <>
        {problem}
        <Button
          variant="default"
          loading={accept.isPending}
          disabled={busy}
          aria-label={t('leaving.oneWho', { candidate })}
          onClick={() => accept.mutate(undefined)}
        >
          {t('leaving.one')}
        </Button>
      </>
    );
  }
  const of = leaving.loops.length;
  return (
    <div className="savebar-place">
      {problem}
      <div className="savebar">
        <p aria-live="polite">
          {acceptance.all
            ? t('leaving.all', { count: of, candidate, name })
            : t('leaving.some', { count: loops.length, of, name })}
        </p>
        <Button size="md" loading={accept.isPending} disabled={busy} onClick={() => accept.mutate(undefined)}>
          {acceptance.all ? t('leaving.acceptAll') : t('leaving.acceptSome', { count: loops.length })}
        </Button>
      </div>
    </div>
  );
}

/** One key for what is shown: pressing twice, or again after a lost answer, books it once. */
function useKeyFor(shown: string): string {
  const kept = useRef({ shown, key: crypto.randomUUID() });
  if (kept.current.shown !== shown) kept.current = { shown, key: crypto.randomUUID() };
  return kept.current.key;
}
