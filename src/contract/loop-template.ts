/** The wire shape of a loop template, the same in the API, in template files and in the database. */
import { z } from 'zod';
import { KINDS, ROLES, WEEKDAYS, type RoomWish } from '#domain/planning/loop-problem.ts';
import type { InterviewModule, LoopTemplate, TemplateSeat } from '#domain/template/loop-template.ts';
import { isTrainingRole } from '#domain/people/training.ts';
import { localHoursSchema, nameSchema } from './text.ts';

const keySchema = z.string().min(1).max(100);

const seatSchema: z.ZodType<TemplateSeat> = z
  .strictObject({
    pool: nameSchema.exactOptional(),
    people: z.array(keySchema).min(1, 'at least one person').max(200).exactOptional(),
    everyone: z.literal(true).exactOptional(),
    count: z.int().min(1).max(50).exactOptional(),
    role: z.enum(ROLES).exactOptional(),
    optional: z.boolean().exactOptional(),
    anyone: z.literal(true).exactOptional(),
  })
  .refine(
    (seat) => [seat.pool, seat.people, seat.everyone].filter((part) => part !== undefined).length === 1,
    'exactly one of a pool, people by name and everyone',
  )
  .refine((seat) => seat.anyone === undefined || (seat.pool !== undefined && isTrainingRole(seat.role)), {
    path: ['anyone'],
    error: 'nothing, because only a seat to learn in (shadow, reverse_shadow) of a pool can be for anyone',
  });

const roomWishSchema: z.ZodType<RoomWish> = z.strictObject({
  seats: z.int().min(1).max(5000).exactOptional(),
  features: z.array(nameSchema).max(50).exactOptional(),
  oneOf: z.array(keySchema).max(200).exactOptional(),
});

const moduleSchema: z.ZodType<InterviewModule> = z.strictObject({
  id: keySchema,
  title: nameSchema,
  kind: z.enum(KINDS),
  minutes: z.int().min(5).max(720),
  purpose: z.string().trim().max(1000).exactOptional(),
  evaluated: z.boolean().exactOptional(),
  seats: z.array(seatSchema).max(30),
  room: roomWishSchema.exactOptional(),
  window: localHoursSchema.exactOptional(),
  after: z.array(keySchema).max(50).exactOptional(),
  first: z.boolean().exactOptional(),
  last: z.boolean().exactOptional(),
  together: z.int().min(2).max(50).exactOptional(),
});

export const loopTemplateSchema: z.ZodType<LoopTemplate> = z.strictObject({
  modules: z.array(moduleSchema).max(40),
  hours: localHoursSchema,
  weekdays: z.array(z.enum(WEEKDAYS)).min(1, 'at least one day').max(7),
  grid: z.union([z.literal(5), z.literal(10), z.literal(15), z.literal(30)]).exactOptional(),
  maxDays: z.int().min(1).max(10).exactOptional(),
  gap: z
    .strictObject({ min: z.int().min(0).exactOptional(), max: z.int().min(0).exactOptional() })
    .exactOptional(),
  stretch: z.int().min(15).max(1440).exactOptional(),
  meetAgain: z.boolean().exactOptional(),
});
