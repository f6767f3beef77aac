/** The template to start from: a day of six sessions that most second interviews can be bent from. */
import type { InterviewModule, LoopTemplate } from '#domain/loop-template.ts';
import { t } from '#web/words/words.ts';

const EMPTY_TEMPLATE: LoopTemplate = {
  modules: [],
  hours: { from: '09:00', to: '17:30' },
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  maxDays: 1,
};

/** Seats are taken from the pools that exist; where there are none, from two that are still to be filled. */
export function readyMadeTemplate(pools: readonly string[]): LoopTemplate {
  const hosts = pools.find((pool) => /host|recruit|people|coordinat/i.test(pool)) ?? pools[0];
  const others = pools.filter((pool) => pool !== hosts);
  const host = hosts ?? t('readyMade.hosts');
  const first = others[0] ?? hosts ?? t('readyMade.interviewers');
  const second = others[1] ?? first;
  return {
    ...EMPTY_TEMPLATE,
    gap: { max: 60 },
    // Whoever greets may also host the meal; otherwise a small pool of hosts could never fill the day.
    meetAgain: true,
    modules: [...morning({ host, first, second }), ...afternoon({ host, first })],
  };
}

type Pools = { readonly host: string; readonly first: string };

function morning({ host, first, second }: Pools & { readonly second: string }): readonly InterviewModule[] {
  return [
    {
      id: 'welcome',
      title: t('readyMade.welcome'),
      kind: 'tour',
      minutes: 30,
      purpose: t('readyMade.welcomePurpose'),
      evaluated: false,
      seats: [{ pool: host, role: 'greeter' }],
      first: true,
    },
    {
      id: 'depth',
      title: t('readyMade.depth'),
      kind: 'individual',
      minutes: 60,
      purpose: t('readyMade.depthPurpose'),
      seats: [{ pool: first, role: 'lead' }],
    },
    {
      id: 'panel',
      title: t('readyMade.panel'),
      kind: 'panel',
      minutes: 60,
      purpose: t('readyMade.panelPurpose'),
      seats: [{ pool: second, count: 2 }],
    },
  ];
}

function afternoon({ host, first }: Pools): readonly InterviewModule[] {
  return [
    {
      id: 'lunch',
      title: t('readyMade.lunch'),
      kind: 'meal',
      minutes: 60,
      purpose: t('readyMade.lunchPurpose'),
      evaluated: false,
      seats: [{ pool: host, role: 'host' }],
      window: { from: '11:45', to: '13:45' },
    },
    {
      id: 'manager',
      title: t('readyMade.manager'),
      kind: 'individual',
      minutes: 45,
      purpose: t('readyMade.managerPurpose'),
      seats: [{ pool: first, role: 'lead' }],
      after: ['depth'],
    },
    {
      id: 'questions',
      title: t('readyMade.questions'),
      kind: 'individual',
      minutes: 30,
      purpose: t('readyMade.questionsPurpose'),
      evaluated: false,
      seats: [{ pool: host, role: 'host' }],
      last: true,
    },
  ];
}
