import type { ReactNode } from 'react';
import { ActionIcon } from '@mantine/core';
import { faultAt } from './field-faults.ts';
import { seatWords } from './seat-words.ts';
import { Icon } from '#web/parts/icons.tsx';
import { KindMark } from '#web/parts/kind-mark.tsx';
import { durationWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { ModuleForm } from './module-form.tsx';
import type { ModuleProps } from './module-props.ts';

type Props = ModuleProps & { readonly unfolded: boolean; readonly onFold: () => void };

export function ModuleCard(props: Props): ReactNode {
  const { module, index, unfolded, onFold } = props;
  const faulty = faultAt(props.faults, `modules.${index}`) !== undefined;
  return (
    <li className="module" data-kind={module.kind} data-unfolded={unfolded || faulty}>
      <div className="module-head">
        <h3>
          <button type="button" className="module-fold" aria-expanded={unfolded || faulty} onClick={onFold}>
            <span className="module-number">{index + 1}</span>
            <span className="module-words">
              <span className="module-title">{module.title}</span>
              <span className="module-below">
                <KindMark kind={module.kind} /> {durationWords(module.minutes)}
                {module.window !== undefined &&
                  ` · ${t('template.between', { from: module.window.from, to: module.window.to })}`}
              </span>
              <span className="module-seats">{seatsLine(props)}</span>
            </span>
          </button>
        </h3>
        <Moves {...props} />
      </div>
      {(unfolded || faulty) && <ModuleForm {...props} />}
    </li>
  );
}

function seatsLine({ module, people }: ModuleProps): string {
  if (module.seats.length === 0) return t('seat.none');
  return module.seats.map((seat) => seatWords(seat, people.people)).join(' · ');
}

function Moves({ module, index, template, edit }: ModuleProps): ReactNode {
  const move = (by: 1 | -1, button: HTMLButtonElement): void => {
    edit({ do: 'move', id: module.id, by });
    requestAnimationFrame(() => stayOn(button));
  };
  return (
    <div className="module-do">
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        disabled={index === 0}
        aria-label={t('template.earlier', { title: module.title })}
        onClick={(event) => move(-1, event.currentTarget)}
      >
        <Icon name="up" />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        disabled={index === template.modules.length - 1}
        aria-label={t('template.later', { title: module.title })}
        onClick={(event) => move(1, event.currentTarget)}
      >
        <Icon name="down" />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('template.remove', { title: module.title })}
        onClick={() => edit({ do: 'remove', id: module.id })}
      >
        <Icon name="remove" />
      </ActionIcon>
    </div>
  );
}

/** The focus is lost where the browser moves the element; at an end of the list it goes to the other button. */
function stayOn(button: HTMLButtonElement): void {
  const target = button.disabled ? button.parentElement?.querySelector('button:not(:disabled)') : button;
  if (target instanceof HTMLElement) target.focus();
}
