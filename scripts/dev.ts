/** The server, started again at each change, and the page's development server in front of it. */
import { spawn } from 'node:child_process';
import { createServer } from 'vite';
import { VITE_CONFIG } from './page.ts';

const port = process.env['PORT'] ?? '3000';
process.env['SECOND_ROUND_SERVER'] ??= `http://127.0.0.1:${port}`;

const server = spawn(process.execPath, ['--watch', '--watch-preserve-output', 'src/main.ts', 'serve'], {
  stdio: 'inherit',
});
const page = await createServer({ configFile: VITE_CONFIG });
await page.listen();
page.printUrls();

server.once('exit', (code) => {
  process.exitCode = code ?? 0;
  void page.close();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.kill(signal));
