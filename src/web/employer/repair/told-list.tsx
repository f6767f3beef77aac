/** Who must be told what, to be copied into messages of one's own. */
import type { ReactNode } from 'react';
import { Button, CopyButton } from '@mantine/core';
import type { ToldView } from '#contract/repair.ts';
import { Icon } from '#web/parts/icons.tsx';
import { t } from '#web/words/words.ts';

export function ToldList({ told, text }: { told: readonly ToldView[]; text: string }): ReactNode {
  return (
    <section className="told">
      <h2 className="section-title">{t('repair.tellTitle')}</h2>
      <p className="panel-text">{text}</p>
      <ToldPeople told={told} marksCandidate />
      <CopyButton value={told.map(textFor).join('\n')}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy} leftSection={<Icon name={copied ? 'check' : 'copy'} />}>
            <span aria-live="polite">{t(copied ? 'do.copied' : 'repair.copyAll')}</span>
          </Button>
        )}
      </CopyButton>
    </section>
  );
}

type PeopleProps = { readonly told: readonly ToldView[]; readonly marksCandidate?: boolean };

/** Each with what they must be told. */
export function ToldPeople({ told, marksCandidate = false }: PeopleProps): ReactNode {
  return (
    <ul className="told-list">
      {told.map(({ id, kind, name, lines }) => (
        <li key={`${kind} ${id}`}>
          <strong>{name}</strong>
          {marksCandidate && kind === 'candidate' && <span className="role"> {t('repair.candidateOf')}</span>}
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function textFor({ name, lines }: ToldView): string {
  return `${name}: ${lines.join('. ')}.`;
}
