import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { LoopLedger } from '#contract/ledger.ts';
import { ledger } from '#web/api/ledger.ts';
import { attendeesOf } from '#web/employer/ledger/attendees.ts';
import { AllTold } from '#web/employer/ledger/all-told.tsx';
import { LoopRows, NoMail } from '#web/employer/ledger/loop-rows.tsx';
import { LoopMail } from '#web/employer/mail/loop-mail.tsx';
import { Loaded, SceneHead } from '#web/parts/scene.tsx';
import { t } from '#web/words/words.ts';

export function LoopLedgerScene(): ReactNode {
  const { o, id } = useParams({ from: '/o/$o/loops/$id/ledger' });
  const query = useQuery({ queryKey: ['o', o, 'ledger', 'loop', id], queryFn: () => ledger.ofLoop(o, id) });
  return (
    <Loaded query={query}>
      {({ loops: [loop], mail }) =>
        loop === undefined ? null : <Shown organisation={o} loop={loop} mail={mail} />
      }
    </Loaded>
  );
}

function Shown({
  organisation,
  loop,
  mail,
}: {
  organisation: string;
  loop: LoopLedger;
  mail: boolean;
}): ReactNode {
  return (
    <>
      <SceneHead
        title={t('ledger.loopTitle', { name: loop.candidate })}
        above={
          <Link to="/o/$o/loops/$id" params={{ o: organisation, id: loop.id }} search={{}}>
            {t('loop.title', { name: loop.candidate })}
          </Link>
        }
        below={t('ledger.loopBelow')}
        actions={loop.tells && <AllTold organisation={organisation} loop={loop} />}
      />
      {!mail && <NoMail />}
      {loop.entries.length === 0 ? (
        <div className="empty">
          <p>{t('ledger.noneHere')}</p>
        </div>
      ) : (
        <>
          <h2 className="hidden">{t('ledger.people')}</h2>
          <LoopRows organisation={organisation} loop={loop} mail={mail} attendees={attendeesOf(loop)} />
        </>
      )}
      <LoopMail organisation={organisation} loop={loop.id} earlier />
    </>
  );
}
