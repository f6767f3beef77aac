import { z } from 'zod';
import { loopPlanSchema } from './loop-plan.ts';
import { loopProblemSchema } from './loop-problem.ts';

/**
 * The file formats as JSON Schemas, by file name, for editors and for other programs. They say what the parsers say
 * of fields and values; what must fit together (references, order, times) only the parsers know.
 */
export function formatSchemas(): Readonly<Record<string, object>> {
  return {
    'loop-problem.schema.json': {
      title: 'Loop problem, version 1',
      ...z.toJSONSchema(loopProblemSchema, { io: 'input' }),
    },
    'loop-plan.schema.json': {
      title: 'Loop plan, version 1',
      ...z.toJSONSchema(loopPlanSchema, { io: 'input' }),
    },
  };
}
