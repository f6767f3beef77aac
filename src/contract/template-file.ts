/** The template file, `loop-template/1`: `docs/formats/template-and-people.md`. */
import { z } from 'zod';
import type { Fault } from '#domain/fault.ts';
import { WEEKDAYS, type LocalDate } from '#domain/planning/loop-problem.ts';
import type { TemplateFile } from '#domain/people/people-file.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { fileDateSchema } from './file-text.ts';
import { loopTemplateSchema } from './loop-template.ts';
import { fileZoneSchema } from './people-file.ts';
import { faultsOfIssues } from './zod-faults.ts';

type Header = Pick<TemplateFile, 'format' | 'timeZone' | 'holidays'>;

const headerSchema: z.ZodType<Header & Record<string, unknown>> = z.looseObject({
  format: z.literal('loop-template/1'),
  timeZone: fileZoneSchema,
  holidays: z.array(fileDateSchema).exactOptional(),
});

/** Only a template that is planned with must have modules; on the page it grows one by one. */
const planningTemplateSchema = loopTemplateSchema.refine(({ modules }) => modules.length > 0, {
  path: ['modules'],
  error: 'at least one module',
});

const MONDAY_TO_FRIDAY = WEEKDAYS.slice(0, 5);

/** Without `weekdays`, Monday to Friday. */
export function parseTemplateFile(json: unknown): Result<TemplateFile, readonly Fault[]> {
  const header = headerSchema.safeParse(json);
  if (!header.success && !isObject(json)) return refuse(faultsOfIssues(header.error.issues, json));
  const template = planningTemplateSchema.safeParse(templatePart(isObject(json) ? json : {}));
  if (header.success && template.success) {
    const { format, timeZone, holidays } = header.data;
    return ok({ format, timeZone, ...holidaysPart(holidays), ...template.data });
  }
  return refuse([
    ...(header.success ? [] : faultsOfIssues(header.error.issues, json)),
    ...(template.success ? [] : faultsOfIssues(template.error.issues, json)),
  ]);
}

function templatePart(json: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { format: _format, timeZone: _timeZone, holidays: _holidays, ...rest } = json;
  return { weekdays: MONDAY_TO_FRIDAY, ...rest };
}

function holidaysPart(holidays: readonly LocalDate[] | undefined): Pick<TemplateFile, 'holidays'> {
  return holidays === undefined ? {} : { holidays };
}

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
