import fs from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type InitArguments = Parameters<NodeFS['init']>;
type InitAnswer = Awaited<ReturnType<NodeFS['init']>>;

/** What an open file of the engine's Node file layer carries: the descriptor on this machine. */
type Stream = { readonly nfd?: number };
type NodeLayer = { readonly stream_ops: { fsync?: (stream: Stream) => number } };

/**
 * PGlite starts PostgreSQL with `-F` (no fsync), and its Node file layer has no fsync at all, so that even with
 * fsync on nothing reaches the disk. These are its own start parameters without `-F`; `wal_sync_method=fsync`
 * because that is the one call the layer below is taught.
 */
export const DURABLE_START_PARAMETERS: readonly string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'fsync=on',
  '-c',
  'wal_sync_method=fsync',
];

/** PGlite's Node files with an fsync that is real, and a word when the engine aborts. */
export class DurableFiles extends NodeFS {
  readonly #onAbort: (reason: string) => void;

  constructor(folder: string, onAbort: (reason: string) => void) {
    super(folder);
    this.#onAbort = onAbort;
  }

  override async init(...given: InitArguments): Promise<InitAnswer> {
    const { emscriptenOpts } = await super.init(...given);
    const preRun = [...(emscriptenOpts.preRun ?? []), installFsync];
    return { emscriptenOpts: { ...emscriptenOpts, preRun, onAbort: this.#onAbort } };
  }
}

function installFsync(engine: { FS: unknown }): void {
  nodeLayerOf(engine.FS).stream_ops.fsync = (stream) => {
    if (stream.nfd === undefined)
      throw new Error('PGlite opened a file without a descriptor: fsync is not safe');
    try {
      fs.fsyncSync(stream.nfd);
      return 0;
    } catch {
      return EIO;
    }
  };
}

/** The number of EIO in the engine's own table (WASI). */
const EIO = 29;

function nodeLayerOf(files: unknown): NodeLayer {
  return (files as { readonly filesystems: { readonly NODEFS: NodeLayer } }).filesystems.NODEFS;
}

/** Brings each file and each folder below, and the folder itself, to the disk. */
export function fsyncTree(folder: string): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) fsyncTree(path);
    else fsyncPath(path);
  }
  fsyncPath(folder);
}

export function fsyncPath(path: string): void {
  const descriptor = fs.openSync(path, 'r');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}
