/** The template to start from: a day of six sessions that most second interviews can be bent from. */
import type { InterviewModule, LoopTemplate } from '#domain/template/loop-template.ts';
import { t } from '#web/words/words.ts';

const EMPTY_TEMPLATE: LoopTemplate = {
  modules: [],
  hours: { from: '09:00', to: '17:30' },
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  maxDays: 1,
};

/** Words in a pool's name that say what its people do; a pool belongs to the first line that knows it. */
const SAYS = {
  host: /front.?desk|recept|\bhosts?\b|greet|welcom|recruit|talent|people (team|ops)|\bhr\b|coordinat|assistant/i,
  manager: /manager|\bleads?\b|leader|\bheads?\b|director|principal|chief|executive/i,
  interviewer:
    /interview|panel|engineer|develop|design|scien|analy|research|product|sales|teach|nurs|peers?\b/i,
} as const;

function poolsFor(kind: keyof typeof SAYS, pools: readonly string[]): readonly string[] {
  const kinds = ['host', 'manager', 'interviewer'] as const;
  return pools.filter((pool) => kinds.find((one) => SAYS[one].test(pool)) === kind);
}

/**
 * Seats are taken from the pools whose names say that they fit. Where none does, the seat asks for a pool that is still
 * to be filled, and the page says so: a wrong guess would put somebody into an interview who has no place there.
 */
export function readyMadeTemplate(pools: readonly string[]): LoopTemplate {
  const host = poolsFor('host', pools)[0] ?? t('readyMade.hosts');
  const [first = t('readyMade.interviewers'), second = first] = poolsFor('interviewer', pools);
  const manager = poolsFor('manager', pools)[0] ?? first;
  return {
    ...EMPTY_TEMPLATE,
    gap: { max: 60 },
    // Whoever greets may also host the meal; otherwise a small pool of hosts could never fill the day.
    meetAgain: true,
    modules: [...morning({ host, first, second }), ...afternoon({ host, manager })],
  };
}

type Morning = { readonly host: string; readonly first: string; readonly second: string };

function morning({ host, first, second }: Morning): readonly InterviewModule[] {
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

type Afternoon = { readonly host: string; readonly manager: string };

function afternoon({ host, manager }: Afternoon): readonly InterviewModule[] {
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
      seats: [{ pool: manager, role: 'lead' }],
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
