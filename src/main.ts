/**
 * The composition root: the only file that opens the doors and hands them over. Every command's heavy parts are
 * loaded when it runs.
 */
import type { Effects } from '#cli/effects.ts';
import { addAccount } from '#cli/add-account.ts';
import { addAudit } from '#cli/add-audit.ts';
import { addMail } from '#cli/add-mail.ts';
import { addProblem, type OpenCalendars } from '#cli/add-problem.ts';
import { addRepair, type OpenRepairs } from '#cli/add-repair.ts';
import { checkWritable, listDirectory, readBytes, writeWhole } from '#cli/files.ts';
import { addServing } from '#cli/add-serving.ts';
import { addZones } from '#cli/add-zones.ts';
import { runProgram } from '#cli/program.ts';
import { VERSION } from './version.ts';

const effects: Effects = {
  version: `second-round ${VERSION} (Node ${process.versions.node})`,
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  readBytes,
  writeWhole,
  checkWritable,
  seconds: () => performance.now() / 1000,
  solve: async (problem, options) => {
    const { solveOnce } = await import('#solver/solve-once.ts');
    return solveOnce(problem, options);
  },
  check: async (problem, plan) => {
    const { brokenLine, checkPlan } = await import('#solver/check.ts');
    const { broken, cost, costStated } = checkPlan(problem, plan);
    return { broken: broken.map((breach) => brokenLine(breach)), cost, costStated };
  },
};

const openCalendars: OpenCalendars = async () => {
  const { openCalendarReader } = await import('#calendars/calendar.ts');
  const reader = openCalendarReader();
  return { listDirectory, readCalendar: reader.read };
};

const openRepairs: OpenRepairs = async () => {
  const { openRepair } = await import('#solver/repair.ts');
  return {
    repair: (problem, plan, { event, ...options }) => {
      const broken = openRepair(problem, plan).after(event);
      if (!broken.ok) return broken;
      return { ok: true, value: { problem: broken.value.problem, repairs: broken.value.repairs(options) } };
    },
  };
};

const serving = addServing({
  serve: async (say) => (await import('./serve.ts')).serve(say, process.env),
  migrate: async (say) => (await import('./serve.ts')).migrateOnly(say, process.env),
});

const audit = addAudit(async (say, asked) =>
  (await import('./serve.ts')).verifiedChains(say, { env: process.env, asked }),
);

const account = addAccount({
  links: async (say, email) => (await import('./serve.ts')).passwordLink(say, { env: process.env, email }),
  drop: async (say, email) => (await import('./serve.ts')).withoutFactors(say, { env: process.env, email }),
});

const mail = addMail(
  {
    take: async (say, bytes) => (await import('./serve.ts')).takenIn(say, { env: process.env, bytes }),
    input: () => process.stdin,
  },
  async (say) => (await import('./serve.ts')).unplacedMail(say, process.env),
);
const zones = addZones(async (say) => (await import('./serve.ts')).auditedZones(say, process.env));

/** A reader that has seen enough, like `head`, closes the pipe; that is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runProgram(process.argv.slice(2), effects, [
  addProblem(openCalendars),
  addRepair(openRepairs),
  serving,
  audit,
  account,
  mail,
  zones,
]);
