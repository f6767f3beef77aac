/** Offers some of the alternatives to the candidate, who chooses; all of them are held meanwhile. */
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Button, Checkbox, Textarea } from '@mantine/core';
import type { Alternative, SessionView } from '#contract/day-search.ts';
import { OFFER } from '#domain/loop/offer.ts';
import { selfService } from '#web/api/self-service.ts';
import { confirmationOf, wholeOf } from '#web/employer/find-a-day/choosing.ts';
import type { FindingProps } from '#web/employer/find-a-day/finding-props.ts';
import { Icon } from '#web/parts/icons.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { spanWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { HoldField } from './self-service-card.tsx';

type Props = FindingProps & {
  readonly alternatives: readonly Alternative[];
  /** With what was changed by hand. */
  readonly sessionsOf: (alternative: Alternative) => readonly SessionView[];
};

export function OfferDays(props: Props): ReactNode {
  const { candidate } = props;
  const [open, setOpen] = useState(false);
  if (open) return <OfferForm {...props} onClose={() => setOpen(false)} />;
  return (
    <p className="offer-open">
      <Button variant="light" leftSection={<Icon name="calendar" />} onClick={() => setOpen(true)}>
        {t('offer.open', { name: candidate.name })}
      </Button>
    </p>
  );
}

function OfferForm(props: Props & { readonly onClose: () => void }): ReactNode {
  const { organisation, candidate, alternatives, sessionsOf, onClose } = props;
  const [keys, setKeys] = useState<readonly string[]>(() =>
    alternatives.slice(0, OFFER.mostDays).map(({ key }) => key),
  );
  const [hours, setHours] = useState<number>(OFFER.proposedHours);
  const [note, setNote] = useState('');
  // One key for each content: pressing twice, or again after a lost answer, makes one offer.
  const sent = useRef({ print: '', key: '' });
  const offer = useChange(organisation, () => {
    const plans = alternatives
      .filter(({ key }) => keys.includes(key))
      .map((one) => confirmationOf({ sessions: sessionsOf(one) }));
    const body = { plans, hours, ...(note.trim() !== '' && { note }) };
    const print = JSON.stringify(body);
    if (sent.current.print !== print) sent.current = { print, key: crypto.randomUUID() };
    return selfService.offer(organisation, candidate.id, { offer: body, key: sent.current.key });
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    offer.mutate(undefined);
  };
  const { name } = candidate;
  if (offer.isSuccess) return <Made count={keys.length} name={name} mailed={offer.data.mailed} />;
  return (
    <form className="offer-form stack" onSubmit={submit}>
      <h2>{t('offer.title', { name })}</h2>
      <p>{t('offer.lead', { name })}</p>
      <WhichDays {...props} keys={keys} onChange={setKeys} />
      <HoldField hours={hours} onChange={setHours} />
      <Textarea
        label={t('offer.note', { name })}
        value={note}
        maxLength={OFFER.noteLength}
        autosize
        minRows={2}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {offer.error !== null && <ProblemNotice error={offer.error} />}
      <div className="buttons">
        <Button type="submit" loading={offer.isPending} disabled={keys.length === 0}>
          {t('offer.send', { count: keys.length })}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('do.back')}
        </Button>
      </div>
    </form>
  );
}

type WhichProps = Props & {
  readonly keys: readonly string[];
  readonly onChange: (keys: readonly string[]) => void;
};

function WhichDays({ opening, alternatives, sessionsOf, keys, onChange }: WhichProps): ReactNode {
  return (
    <fieldset className="plain">
      <legend>{t('offer.which')}</legend>
      {alternatives.map((alternative) => {
        const whole = wholeOf(sessionsOf(alternative));
        const { key } = alternative;
        return (
          <Checkbox
            key={key}
            label={whole === undefined ? '' : spanWords(whole, opening.timeZone)}
            checked={keys.includes(key)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...keys, key] : keys.filter((one) => one !== key))
            }
          />
        );
      })}
    </fieldset>
  );
}

function Made({ count, name, mailed }: { count: number; name: string; mailed: boolean }): ReactNode {
  return (
    <section className="offer-form" role="status">
      <h2>
        <Icon name="check" /> {t('offer.done', { count, name })}
      </h2>
      <p>{t(mailed ? 'offer.mailed' : 'offer.notMailed', { name })}</p>
    </section>
  );
}
