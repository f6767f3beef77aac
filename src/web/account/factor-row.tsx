import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { ConfirmDialog } from '#web/parts/confirm-dialog.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import type { useSafely } from './use-safely.tsx';

type Props = {
  readonly title: ReactNode;
  readonly below: string;
  /** On the button, and what it means to whoever hears it alone. */
  readonly action: string;
  readonly label: string;
  readonly ask: { readonly title: string; readonly text: string };
  readonly change: ReturnType<typeof useSafely<void, unknown>>;
  readonly children?: ReactNode;
};

/** Something that one has, and the one thing that cannot be undone with it, which is asked before. */
export function FactorRow({ title, below, action, label, ask, change, children }: Props): ReactNode {
  const [asking, setAsking] = useState(false);
  const confirm = (): void => {
    setAsking(false);
    change.run();
  };
  return (
    <li className="row">
      <div className="row-words">
        <h3 className="row-title">{title}</h3>
        <span className="row-below">{below}</span>
        {change.error !== null && <ProblemNotice error={change.error} />}
      </div>
      {children}
      <Button
        variant="subtle"
        size="compact-sm"
        loading={change.busy}
        onClick={() => setAsking(true)}
        aria-label={label}
      >
        {action}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={ask.title}
        action={action}
        busy={change.busy}
        error={null}
        onClose={() => setAsking(false)}
        onConfirm={confirm}
      >
        {ask.text}
      </ConfirmDialog>
      {change.dialog}
    </li>
  );
}
