/** Why, and in own words: neither has to be said. */
import type { ReactNode } from 'react';
import { NativeSelect, Textarea } from '@mantine/core';
import {
  CHANGE_REQUEST,
  REASONS_FOR,
  type ChangeKind,
  type ChangeReason,
} from '#domain/loop/change-request.ts';
import { t } from '#web/words/words.ts';

export type WhyDraft = { readonly reason?: ChangeReason; readonly words: string };
export const NO_WHY: WhyDraft = { words: '' };

/** As it is sent: without what was left empty. */
export function whyOf({ reason, words }: WhyDraft): { reason?: ChangeReason; words?: string } {
  const said = words.trim();
  return { ...(reason === undefined ? {} : { reason }), ...(said !== '' && { words: said }) };
}

type Props = {
  readonly what: ChangeKind;
  readonly why: WhyDraft;
  readonly onChange: (why: WhyDraft) => void;
};

export function WhyFields({ what, why, onChange }: Props): ReactNode {
  const options = REASONS_FOR[what].map((reason) => ({ value: reason, label: t(`reason.${reason}`) }));
  const { reason, ...rest } = why;
  return (
    <>
      <NativeSelect
        label={t('reason.label')}
        value={reason ?? ''}
        data={[{ value: '', label: t('reason.none') }, ...options]}
        onChange={(event) => {
          const chosen = REASONS_FOR[what].find((one) => one === event.currentTarget.value);
          onChange(chosen === undefined ? rest : { ...rest, reason: chosen });
        }}
      />
      <Textarea
        label={t('reason.words')}
        value={why.words}
        maxLength={CHANGE_REQUEST.wordsLength}
        autosize
        minRows={2}
        onChange={(event) => onChange({ ...why, words: event.currentTarget.value })}
      />
    </>
  );
}
