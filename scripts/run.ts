import { spawn } from 'node:child_process';

/** Runs a command, showing what it prints, and resolves to its exit status. */
export function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal === null ? 0 : 1)));
  });
}

/** Runs commands one after the other and stops at the first that fails; resolves to that status, or 0. */
export async function runAll(commands: readonly (readonly [string, ...string[]])[]): Promise<number> {
  for (const [command, ...args] of commands) {
    const began = performance.now();
    const status = await run(command, args);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.error(`${status === 0 ? 'ok    ' : 'FAILED'} ${command} ${args.join(' ')} (${seconds} s)`);
    if (status !== 0) return status;
  }
  return 0;
}
