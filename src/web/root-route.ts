import { createRootRoute, Outlet } from '@tanstack/react-router';
import { NotFound } from '#web/parts/lost.tsx';

/** Above every scene. */
export const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
