// Gives the browser worker of the package `minizinc` what it expects of a browser: messages and its own address.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { runInThisContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';

globalThis.require = createRequire(workerData.script);
globalThis.__filename = workerData.script;
globalThis.__dirname = dirname(workerData.script);
globalThis.addEventListener = (type, listener) => {
  if (type === 'message') parentPort.on('message', (data) => listener({ data }));
};
globalThis.postMessage = (message) => parentPort.postMessage(message);
runInThisContext(readFileSync(workerData.script, 'utf8'), workerData.script);
