import type { ReactNode } from 'react';
import { Group, Radio } from '@mantine/core';
import type { MemberState } from '#domain/people/training.ts';
import { t } from '#web/words/words.ts';

type Props = { readonly value: MemberState; readonly onChange: (state: MemberState) => void };

export function StateField({ value, onChange }: Props): ReactNode {
  return (
    <Radio.Group
      label={t('pools.state')}
      value={value}
      onChange={(chosen) => onChange(chosen === 'trainee' ? 'trainee' : 'qualified')}
    >
      <Group mt="xs" gap="lg">
        <Radio value="trainee" label={t('pools.trainee')} />
        <Radio value="qualified" label={t('pools.isQualified')} />
      </Group>
    </Radio.Group>
  );
}
