/** The thread that `reading.ts` starts: one mail per message, one reading per answer. */
import { parentPort } from 'node:worker_threads';
import { readMail } from '#mail/incoming/read-mail.ts';

parentPort?.on('message', (bytes: Uint8Array) => {
  // What it rejects with ends the thread, and the pool says so.
  void readMail(bytes).then((reading) => parentPort?.postMessage(reading));
});
parentPort?.postMessage('ready');
