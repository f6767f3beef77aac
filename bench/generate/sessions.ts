import type { Kind, ProblemSession, Role, Seat } from '#domain/planning/loop-problem.ts';

type Wish = {
  readonly kind: Kind;
  readonly minutes: number;
  readonly pools: readonly string[];
  readonly room?: 'small' | 'large';
  readonly last?: true;
};

/** The sessions of a second interview; every loop has the first six, some have the others. */
const WISHES: readonly Wish[] = [
  { kind: 'individual', minutes: 60, pools: ['craft'], room: 'small' },
  { kind: 'individual', minutes: 60, pools: ['craft'], room: 'small' },
  { kind: 'panel', minutes: 60, pools: ['design', 'product'], room: 'large' },
  { kind: 'meal', minutes: 45, pools: ['team'] },
  { kind: 'individual', minutes: 45, pools: ['values'], room: 'small' },
  { kind: 'individual', minutes: 45, pools: ['lead'], room: 'small', last: true },
  { kind: 'individual', minutes: 30, pools: ['product'], room: 'small' },
  { kind: 'presentation', minutes: 60, pools: ['craft', 'design'], room: 'large' },
];

export const POOLS = ['craft', 'design', 'product', 'team', 'values', 'lead'] as const;

/** `poolOf` gives a pool's name in the problem; session ids start with `prefix`. */
export function sessionsOf(
  prefix: string,
  count: number,
  poolOf: (name: string) => string,
): readonly ProblemSession[] {
  return WISHES.slice(0, count).map(({ kind, minutes, pools, room, last }, index) => ({
    id: `${prefix}s${index}`,
    kind,
    minutes,
    seats: pools.map((pool, seat): Seat => ({ pool: poolOf(pool), role: roleOf(kind, seat) })),
    ...(room === undefined ? {} : { room: { features: [room] } }),
    ...(kind === 'meal' ? { window: { from: '11:30', to: '14:00' } } : {}),
    ...(last === undefined ? {} : { last }),
  }));
}

function roleOf(kind: Kind, seat: number): Role {
  if (kind === 'meal') return 'host';
  return seat === 0 ? 'lead' : 'panelist';
}
