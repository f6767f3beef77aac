/** The thread that `messages.ts` starts: one calendar of a mail per message, one reading per answer. */
import { parentPort } from 'node:worker_threads';
import { readSchedulingMessage } from './message.ts';

parentPort?.on('message', (bytes: Uint8Array) => parentPort?.postMessage(readSchedulingMessage(bytes)));
parentPort?.postMessage('ready');
