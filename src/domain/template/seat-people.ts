/** Who may sit where: people named for a seat, and of a pool the qualified or those in training, as the seat's role asks. */
import type { InterviewModule, LoopTemplate, TemplateSeat } from './loop-template.ts';
import type { OpeningFacts } from '#domain/planning/planning-facts.ts';
import { isTrainingRole, mayTake, type TrainingRole } from '#domain/people/training.ts';

type Facts = Pick<OpeningFacts, 'people' | 'pools' | 'trainees' | 'now'>;
type Around = Pick<InterviewModule, 'seats'>;

/** Ids of those who may sit here and have not left; nobody in particular where everyone of the loop comes. */
export function eligible(seat: TemplateSeat, module: Around, facts: Facts): string[] {
  const asked = seat.pool === undefined ? (seat.people ?? []) : ofPool(seat, seat.pool, { module, facts });
  return asked.filter((id) => facts.people.some((person) => person.id === id));
}

type Given = { readonly module: Around; readonly facts: Omit<Facts, 'people'> };

function ofPool({ role, anyone }: TemplateSeat, pool: string, { module, facts }: Given): readonly string[] {
  if (isTrainingRole(role)) {
    if (anyone === true) return facts.pools.get(pool) ?? [];
    return learning(role, pool, { module, facts });
  }
  return qualifiedOf(pool, facts);
}

/** Everybody of the pool who is not in training. */
export function qualifiedOf(pool: string, { pools, trainees }: Omit<Facts, 'people' | 'now'>): string[] {
  const learners = new Set(trainees.filter((one) => one.pool === pool).map(({ person }) => person));
  return (pools.get(pool) ?? []).filter((id) => !learners.has(id));
}

function learning(role: TrainingRole, pool: string, { module, facts }: Given): string[] {
  if (role === 'reverse_shadow' && !seatsQualified(module, pool)) return [];
  return facts.trainees
    .filter((trainee) => trainee.pool === pool && mayTake(role, trainee, facts.now))
    .map(({ person }) => person);
}

/** Whether somebody qualified of this pool is always in the session: nobody leads for practice unwatched. */
export function seatsQualified({ seats }: Around, pool: string): boolean {
  return seats.some((seat) => seat.pool === pool && seat.optional !== true && !isTrainingRole(seat.role));
}

/** What a template needs of these, to say who sits in its seats. */
type ForSeats = Omit<Facts, 'people'>;

/**
 * The template as a loop problem asks it: pools hold the qualified alone, and seats to learn in name the people who
 * may take them.
 */
export function withSeatPeople(template: LoopTemplate, facts: ForSeats): LoopTemplate {
  return {
    ...template,
    modules: template.modules.map((module) => ({
      ...module,
      seats: module.seats.map((seat) => asked(seat, { module, facts })),
    })),
  };
}

function asked({ anyone, ...seat }: TemplateSeat, given: Given): TemplateSeat {
  const { pool, ...rest } = seat;
  if (pool === undefined || !isTrainingRole(seat.role)) return seat;
  const whole = anyone === true && given.facts.trainees.every((trainee) => trainee.pool !== pool);
  return whole ? seat : { ...rest, people: ofPool({ ...seat, ...(anyone && { anyone }) }, pool, given) };
}
