/** Which hand-over stands chosen for a loop, and what is accepted. */
import type { HandOverAcceptance, Leaving, LeavingLoop } from '#contract/leaving.ts';
import type { RepairView, ToldView } from '#contract/repair.ts';
import { confirmationOf } from '#web/employer/find-a-day/choosing.ts';

/** A hand-over that is booked, with those who must be told. */
export type Accepted = {
  readonly loop: string;
  readonly candidate: string;
  readonly told: readonly ToldView[];
};

export function chosenOffer({ offers, chosen }: LeavingLoop): RepairView | undefined {
  return offers.find(({ key }) => key === chosen);
}

/** `all` when no loop is left out: then the person is removed with them, or nothing is done. */
export function acceptanceOf(
  { person, loops: shown }: Leaving,
  loops: readonly LeavingLoop[],
): HandOverAcceptance {
  return {
    version: person.version,
    all: loops.length === shown.length,
    loops: loops.flatMap((loop) => {
      const offer = chosenOffer(loop);
      return offer === undefined
        ? []
        : [{ loop: loop.loop, sequence: loop.sequence, plan: confirmationOf(offer) }];
    }),
  };
}

export function acceptedOf(loops: readonly LeavingLoop[]): Accepted[] {
  return loops.map((loop) => ({
    loop: loop.loop,
    candidate: loop.candidate,
    told: chosenOffer(loop)?.told ?? [],
  }));
}
