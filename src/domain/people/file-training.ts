/** Who is in training, as a people file says it: pools that it says nothing of are as if there were no training. */
import { faultAt, type Fault } from '#domain/fault.ts';
import type { LoopTemplate, Surroundings } from '#domain/template/loop-template.ts';
import type { PeopleFile } from './people-file.ts';
import { qualifiedOf, withSeatPeople } from '#domain/template/seat-people.ts';
import { isTrainingRole, USUAL_PATH, type Steps, type Trainee } from './training.ts';

type Listed = Pick<PeopleFile, 'pools' | 'training'>;

/** Training of a pool that is not there, or of somebody who is not in it. */
export function trainingFaults({ pools = {}, training = {} }: Listed): Fault[] {
  return Object.entries(training).flatMap(([pool, people]) => {
    const members = pools[pool];
    if (members === undefined) {
      return [faultAt(['training', pool], people, 'the name of a pool under “pools”')];
    }
    return Object.keys(people)
      .filter((id) => !members.includes(id))
      .map((id) => faultAt(['training', pool, id], id, `the id of a person in the pool ${pool}`));
  });
}

/** What somebody held before, as a file counts it. */
export function heldBefore(listed: { readonly shadowed?: number; readonly reverseShadowed?: number }): Steps {
  return { shadow: listed.shadowed ?? 0, reverseShadow: listed.reverseShadowed ?? 0 };
}

/** The template and its surroundings with seats to learn in for trainees alone, and all others for the qualified. */
export function withTraining(
  template: LoopTemplate,
  around: Surroundings,
  listed: Listed,
): { readonly template: LoopTemplate; readonly around: Surroundings } {
  const { training = {} } = listed;
  const trainees = traineesOf(training);
  // Nothing but sessions held before is known of them, so that the time does not matter.
  const facts = { pools: new Map(Object.entries(around.pools)), trainees, now: '1970-01-01T00:00:00Z' };
  const modules = template.modules.map((module) => ({
    ...module,
    seats: module.seats.map((seat) =>
      seat.pool !== undefined && isTrainingRole(seat.role) && training[seat.pool] === undefined
        ? { ...seat, anyone: true as const }
        : seat,
    ),
  }));
  const pools = Object.fromEntries(
    Object.keys(around.pools).map((pool) => [pool, qualifiedOf(pool, facts)] as const),
  );
  return { template: withSeatPeople({ ...template, modules }, facts), around: { ...around, pools } };
}

function traineesOf(training: NonNullable<Listed['training']>): Trainee[] {
  return Object.entries(training).flatMap(([pool, people]) =>
    Object.entries(people).map(([person, listed]) => ({
      pool,
      person,
      path: USUAL_PATH,
      before: heldBefore(listed),
      sessions: [],
    })),
  );
}
