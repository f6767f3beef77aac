import { healthSchema, type Health } from '#contract/health.ts';
import { ok } from '#domain/result.ts';
import { asks, type Route } from '#http/route.ts';

export function healthRoutes(health: Health): readonly Route[] {
  return [
    asks({
      method: 'GET',
      path: '/api/health',
      may: { deed: 'see-health' },
      answer: healthSchema,
      run: () => Promise.resolve(ok(health)),
    }),
  ];
}
