import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { Ledger, LoopLedger } from '#contract/ledger.ts';
import { ledger } from '#web/api/ledger.ts';
import { LoopRows, NoMail, openAttendees } from '#web/employer/ledger/loop-rows.tsx';
import { MailWay } from '#web/employer/mail/mail-way.tsx';
import { UndeliveredMails } from '#web/employer/ledger/undelivered.tsx';
import { Loaded, SceneHead } from '#web/parts/scene.tsx';
import { dayWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

/** All loops that are to come, of the organisation or of one opening. */
export function LedgerScene(): ReactNode {
  const { o } = useParams({ from: '/o/$o/ledger' });
  const { opening } = useSearch({ from: '/o/$o/ledger' });
  const query = useQuery({
    queryKey: ['o', o, 'ledger', 'all', opening ?? ''],
    queryFn: () => ledger.all(o, opening),
  });
  return <Loaded query={query}>{(data) => <Shown organisation={o} opening={opening} data={data} />}</Loaded>;
}

/** Of more loops only the heads are shown: each leads to its own page. */
const MOST_IN_FULL = 4;

type Props = { readonly organisation: string; readonly opening: string | undefined; readonly data: Ledger };

function Shown({ organisation, opening, data }: Props): ReactNode {
  const told = data.loops.filter(({ entries }) => entries.length > 0);
  const open = told.filter((loop) => loop.open > 0);
  const quiet = told.filter((loop) => loop.open === 0);
  return (
    <>
      <SceneHead
        title={t('ledger.title')}
        above={opening !== undefined && <Above organisation={organisation} opening={opening} data={data} />}
        below={t('ledger.below')}
        actions={<MailWay organisation={organisation} />}
      />
      {!data.mail && told.length > 0 && <NoMail />}
      {told.length === 0 && (
        <div className="empty">
          <p>{t('ledger.none')}</p>
        </div>
      )}
      {told.length > 0 && open.length === 0 && <p className="ledger-note">{t('ledger.allKnow')}</p>}
      {open.length > MOST_IN_FULL ? (
        <Heads organisation={organisation} loops={open} />
      ) : (
        open.map((loop) => (
          <section key={loop.id} className="ledger-loop">
            <LoopHead organisation={organisation} loop={loop} />
            <LoopRows
              organisation={organisation}
              loop={loop}
              mail={data.mail}
              attendees={openAttendees(loop)}
            />
          </section>
        ))
      )}
      <Heads organisation={organisation} loops={quiet} />
      {opening === undefined && <UndeliveredMails organisation={organisation} />}
    </>
  );
}

function Heads({ organisation, loops }: Omit<Props, 'opening' | 'data'> & Pick<Ledger, 'loops'>): ReactNode {
  if (loops.length === 0) return null;
  return (
    <ul className="rows ledger-quiet">
      {loops.map((loop) => (
        <li key={loop.id}>
          <LoopHead organisation={organisation} loop={loop} />
        </li>
      ))}
    </ul>
  );
}

function Above({ organisation, opening, data }: Props & { opening: string }): ReactNode {
  const title = data.loops[0]?.opening.title;
  return (
    <>
      <Link to="/o/$o/ledger" params={{ o: organisation }} search={{}}>
        {t('ledger.all')}
      </Link>
      {title !== undefined && (
        <Link to="/o/$o/openings/$id" params={{ o: organisation, id: opening }} search={{}}>
          {title}
        </Link>
      )}
    </>
  );
}

function LoopHead({ organisation, loop }: { organisation: string; loop: LoopLedger }): ReactNode {
  const waits = loop.entries.some(({ standing }) => standing === 'sent' || standing === 'waits');
  const state = loop.open > 0 ? 'refused' : waits ? 'unknown' : 'known';
  const words = {
    refused: t('ledger.open', { count: loop.open }),
    unknown: t('ledger.waiting'),
    known: t('ledger.allKnow'),
  };
  return (
    <div className="row ledger-head">
      <div className="row-words">
        <h2 className="row-title">
          <Link to="/o/$o/loops/$id/ledger" params={{ o: organisation, id: loop.id }}>
            {loop.candidate}
          </Link>
        </h2>
        <span className="row-below">
          {loop.opening.title}, {dayWords(loop.start, loop.timeZone)}
        </span>
      </div>
      <span className="state" data-state={state}>
        {words[state]}
      </span>
    </div>
  );
}
