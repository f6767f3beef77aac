/**
 * People change seats along a chain while every time and room stays. Rebuilding loops seldom finds this: it would have
 * to take out the very loops that the chain runs through.
 */
import { at } from '#solver/at.ts';
import { draw } from '#solver/search/random.ts';
import { changeSeats } from './change-seats.ts';
import type { Costs, Field } from './move.ts';
import { cheapestChain } from './seat-chain.ts';
import type { Seat } from './seat-chain.ts';
import { leavingSaves } from './seat-cost.ts';

/** Seats drawn in search of one that costs something. */
const DRAWS = 30;

export function reseat(field: Field, costs: Costs): number | undefined {
  const seed = drawSeat(field);
  if (seed === undefined) return undefined;
  const chain = cheapestChain(field, seed.seat, {
    allowed: costs.allowed - costs.current,
    enough: seed.saves > 0 ? -1 : 0,
  });
  if (chain === undefined || !changeSeats(field.state, chain)) return undefined;
  return costs.current + chain.cost;
}

type Seed = { readonly seat: Seat; readonly saves: number };

/** A seat that would save something if it were left, else any. */
function drawSeat(field: Field): Seed | undefined {
  let found: Seed | undefined;
  for (let drawn = 0; drawn < DRAWS && (found === undefined || found.saves <= 0); drawn += 1)
    found = drawAnySeat(field) ?? found;
  return found;
}

function drawAnySeat({ state, movable, random, reseatable }: Field): Seed | undefined {
  const { sessions } = at(state.model.loops, at(movable, draw(random, movable.length)));
  if (sessions.length === 0) return undefined;
  const session = at(sessions, draw(random, sessions.length));
  const placement = state.placed[session];
  if (placement === undefined || placement.people.length === 0 || reseatable[session] !== 1) return undefined;
  const place = draw(random, placement.people.length);
  return { seat: { session, place }, saves: leavingSaves(state, placement, at(placement.people, place)) };
}
