/**
 * Who asks, and in which organisation, for whatever is done while a handler runs: the record of changes and the store
 * are told so without each use case passing it on.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Viewer } from '#domain/policy/viewer.ts';
import type { Route } from './route.ts';

export type Asking = {
  /** Outside of any request it is the computer itself. */
  readonly viewer: () => Viewer;
  /** That of the path; undefined where the route belongs to none, and outside of any request. */
  readonly organisation: () => string | undefined;
  /** The route with its handler run on behalf of whoever asks. */
  readonly onBehalf: (route: Route) => Route;
};

export function openAsking(): Asking {
  const now = new AsyncLocalStorage<{ readonly viewer: Viewer; readonly organisation: string | undefined }>();
  return {
    viewer: () => now.getStore()?.viewer ?? { kind: 'computer' },
    organisation: () => now.getStore()?.organisation,
    onBehalf: (route) => ({
      ...route,
      handle: (asked) => {
        const { viewer, params } = asked;
        return now.run({ viewer, organisation: params['o'] }, () => route.handle(asked));
      },
    }),
  };
}
