/** The only place that opens things and reads the environment. */
import { pino } from 'pino';
import { listen } from '#http/listen.ts';
import { faultLine } from '#domain/fault.ts';
import { migrate, migrateProblemText } from '#store/migrate.ts';
import { openStore } from '#store/open.ts';
import { storeProblemText } from '#store/problem.ts';
import { checkpoint, vacuumAnalyze } from '#store/upkeep.ts';
import { parseConfig } from './config.ts';
import { openServices } from './serve.ts';

const FAILED = 1;
const BAD_INPUT = 2;
const FIVE_MINUTES = 300_000;
const A_DAY = 86_400_000;

process.exitCode = await serve();

/** Serves until the process is told to stop; then the exit status. */
async function serve(): Promise<number> {
  const say = (line: string): boolean => process.stderr.write(`${line}\n`);
  const config = parseConfig(process.env);
  if (!config.ok) {
    for (const fault of config.problem) say(faultLine(fault));
    return BAD_INPUT;
  }
  const log = pino({ level: config.value.logLevel, base: null });
  const opened = await openStore(config.value.database, (line) => log.warn(line));
  if (!opened.ok) {
    say(storeProblemText(opened.problem));
    return FAILED;
  }
  const store = opened.value;
  const migrated = await migrate(store.db);
  if (!migrated.ok) {
    say(migrateProblemText(migrated.problem));
    await store.close();
    return FAILED;
  }
  const services = openServices(store, {
    served: (request) => log.info(request, 'served'),
    failed: (error, route) => log.error({ err: error, route }, 'failed'),
  });
  const listening = await listen(services.app, config.value);
  if (!listening.ok) {
    say(listening.problem.text);
    await services.close();
    await store.close();
    return FAILED;
  }
  const upkeep = [
    setInterval(() => void checkpoint(store), FIVE_MINUTES),
    setInterval(() => void vacuumAnalyze(store), A_DAY),
  ];
  say(
    `Second Round is at ${listening.value.url} (this computer only; no accounts yet). Stop it with Ctrl+C.`,
  );
  await toldToStop();
  say('Stopping: answering what was asked, then closing the database …');
  for (const timer of upkeep) clearInterval(timer);
  await listening.value.close();
  await services.close();
  await store.close();
  return 0;
}

function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
