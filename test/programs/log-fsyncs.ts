/** Preloaded into a program, its threads too: writes the path of each file that it brings to the disk to FSYNC_LOG. */
import fs from 'node:fs';

const log = process.env['FSYNC_LOG'];
const real = fs.fsyncSync;

if (log !== undefined) {
  fs.fsyncSync = (descriptor: number): void => {
    fs.appendFileSync(log, `${fs.readlinkSync(`/proc/self/fd/${descriptor}`)}\n`);
    real(descriptor);
  };
}
