import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { LoopView } from '#contract/loop.ts';
import { linkToken } from '#web/account/link-token.ts';
import { agendaLinks, followed } from '#web/api/outside.ts';
import { ConfirmDialog } from '#web/parts/confirm-dialog.tsx';
import { CopyField, isLocalPage } from '#web/parts/copy-field.tsx';
import { Icon } from '#web/parts/icons.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { saveCalendar } from '#web/parts/save-file.ts';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';

type Props = { readonly organisation: string; readonly loop: LoopView };

/** What the candidate is sent: the link, how to open it and save its file, and how to end it. */
export function AgendaCard({ organisation, loop, fresh }: Props & { readonly fresh: boolean }): ReactNode {
  // A link that only this computer can open is of no use to the candidate; the file is.
  const text = isLocalPage() ? 'loop.confirmedLocal' : 'loop.confirmedText';
  const { name } = loop.candidate;
  const gives = loop.can.includes('give-links');
  // Whoever only sits in sessions of the loop is shown these, and not what the candidate is sent.
  if (loop.agenda === undefined && !gives) return null;
  return (
    <section className="agenda-card" data-fresh={fresh} aria-live="polite">
      <h2>{t(fresh ? 'loop.confirmed' : 'loop.agenda')}</h2>
      {loop.agenda === undefined ? (
        <p>{t('loop.noLink')}</p>
      ) : (
        <>
          <p>{t(fresh ? text : 'loop.agendaText', { name })}</p>
          <CopyField label={t('loop.link')} path={loop.agenda} help={t('loop.linkHelp')} />
          <Opened agenda={loop.agenda} />
        </>
      )}
      {gives && <LinkDeeds organisation={organisation} loop={loop} />}
    </section>
  );
}

function Opened({ agenda }: { agenda: string }): ReactNode {
  const local = isLocalPage();
  const save = useMutation({
    mutationFn: () => followed.agenda(linkToken(agenda.replace(/^.*#/, '')) ?? ''),
    onSuccess: (shown) => (shown.is === 'open' ? saveCalendar('agenda.ics', shown.file) : undefined),
  });
  return (
    <>
      <div className="buttons">
        <Button
          component="a"
          href={agenda}
          target="_blank"
          rel="noopener"
          variant={local ? 'default' : 'filled'}
          leftSection={<Icon name="open" />}
        >
          {t('loop.open')}
        </Button>
        <Button
          variant={local ? 'filled' : 'default'}
          loading={save.isPending}
          leftSection={<Icon name="download" />}
          onClick={() => save.mutate()}
        >
          {t('loop.file')}
        </Button>
      </div>
      {save.error !== null && <ProblemNotice error={save.error} />}
    </>
  );
}

/** A link that was forwarded dies with either. */
function LinkDeeds({ organisation, loop }: Props): ReactNode {
  const [asked, setAsked] = useState<'renew' | 'withdraw'>();
  const { name } = loop.candidate;
  const renew = useChange(organisation, async () => void (await agendaLinks.renew(organisation, loop.id)));
  const withdraw = useChange(organisation, () => agendaLinks.withdraw(organisation, loop.id));
  const close = { onSuccess: () => setAsked(undefined) };
  if (loop.agenda === undefined) {
    return (
      <div className="buttons">
        <Button loading={renew.isPending} onClick={() => renew.mutate(undefined)}>
          {t('loop.renew')}
        </Button>
        {renew.error !== null && <ProblemNotice error={renew.error} />}
      </div>
    );
  }
  const change = asked === 'withdraw' ? withdraw : renew;
  return (
    <div className="link-deeds">
      <Button variant="subtle" size="compact-sm" onClick={() => setAsked('renew')}>
        {t('loop.renew')}
      </Button>
      <Button
        variant="subtle"
        size="compact-sm"
        className="danger-quiet"
        onClick={() => setAsked('withdraw')}
      >
        {t('loop.withdraw')}
      </Button>
      <ConfirmDialog
        opened={asked !== undefined}
        title={t(asked === 'withdraw' ? 'loop.withdrawTitle' : 'loop.renewTitle', { name })}
        action={t(asked === 'withdraw' ? 'loop.withdraw' : 'loop.renew')}
        busy={change.isPending}
        error={change.error}
        onClose={() => setAsked(undefined)}
        onConfirm={() => change.mutate(undefined, close)}
      >
        <p>{t(asked === 'withdraw' ? 'loop.withdrawText' : 'loop.renewText', { name })}</p>
      </ConfirmDialog>
    </div>
  );
}

/** The way on after a cancelled loop: another day, and telling the candidate. */
export function CancelledCard({ organisation, loop }: Props): ReactNode {
  return (
    <section className="agenda-card">
      <h2>{t('loop.cancelled')}</h2>
      {loop.agenda !== undefined && <p>{t('loop.cancelledText', { name: loop.candidate.name })}</p>}
      {loop.can.includes('plan') && (
        <div className="buttons">
          <Button
            leftSection={<Icon name="search" />}
            renderRoot={(props) => (
              <Link
                {...props}
                to="/o/$o/candidates/$id/find"
                params={{ o: organisation, id: loop.candidate.id }}
                search={{ opening: loop.opening.id }}
              />
            )}
          >
            {t('loop.another')}
          </Button>
        </div>
      )}
    </section>
  );
}
