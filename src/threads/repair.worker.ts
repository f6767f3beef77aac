/** Answers what it is asked, one repair after the other. */
import { parentPort } from 'node:worker_threads';
import { openRepair } from '#solver/repair.ts';
import type { RepairAnswer, RepairQuestion } from './repairer.ts';

parentPort?.on('message', ({ problem, sessions, event, most }: RepairQuestion) => {
  const broken = openRepair(problem, { sessions }).after(event);
  // Whoever asks has looked for faults; one here is a defect, and ends the thread with its words.
  if (!broken.ok) throw new Error(broken.problem.map(({ place, found }) => `${place}: ${found}`).join('; '));
  const { repairs } = broken.value;
  const answer: RepairAnswer = {
    times: repairs({ wish: 'times', most }),
    people: repairs({ wish: 'people', most }),
    told: repairs({ wish: 'told', most }),
  };
  parentPort?.postMessage(answer);
});
