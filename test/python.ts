/** Python with a module that serves as an independent oracle: found on this machine, or Debian's package. */
import { spawnSync } from 'node:child_process';
import { installDebianPackages } from './debian-package.ts';

export type FoundPython =
  | { readonly kind: 'found'; readonly python: string }
  | { readonly kind: 'absent'; readonly reason: string };

/** Debian's modules belong to the first of these, which need not be the one on PATH. */
const PYTHONS = ['/usr/bin/python3', 'python3'];

/** Where the module cannot be had, a test skips with the reason; in CI (`CI` is set) this throws. */
export function pythonWith(module: string): FoundPython {
  const here = pythonHaving(module);
  if (here !== undefined) return { kind: 'found', python: here };
  const failure = installDebianPackages(`python3-${module}`);
  const installed = failure === undefined ? pythonHaving(module) : undefined;
  if (installed !== undefined) return { kind: 'found', python: installed };
  const reason = `no python3 has the module ${module}: ${failure ?? 'not even after installing the package'}`;
  if (process.env['CI'] !== undefined) throw new Error(reason);
  return { kind: 'absent', reason };
}

function pythonHaving(module: string): string | undefined {
  return PYTHONS.find((python) => spawnSync(python, ['-c', `import ${module}`]).status === 0);
}
