/** Who asks, for whatever is done while a handler runs: the record of changes is told so without each use case passing it on. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Viewer } from '#domain/viewer.ts';
import type { Route } from './route.ts';

export type Asking = {
  /** Outside of any request it is the computer itself. */
  readonly viewer: () => Viewer;
  /** The route with its handler run on behalf of whoever asks. */
  readonly onBehalf: (route: Route) => Route;
};

export function openAsking(): Asking {
  const viewers = new AsyncLocalStorage<Viewer>();
  return {
    viewer: () => viewers.getStore() ?? { kind: 'computer' },
    onBehalf: (route) => ({
      ...route,
      handle: (asked) => viewers.run(asked.viewer, () => route.handle(asked)),
    }),
  };
}
