/** An organisation: everything belongs to one. The sample is an organisation of its own. */
import { z } from 'zod';
import { idSchema, nameSchema, timeZoneSchema } from './text.ts';

export type Organisation = {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly sample: boolean;
};
export const organisationSchema: z.ZodType<Organisation> = z.strictObject({
  id: idSchema,
  name: nameSchema,
  timeZone: timeZoneSchema,
  sample: z.boolean(),
});

/** `GET /api/organisations`; `notice` says in words who can reach this server, `sample` whether there is one to look at. */
export type OrganisationList = {
  readonly organisations: readonly Organisation[];
  readonly notice: string;
  readonly sample: boolean;
};
export const organisationListSchema: z.ZodType<OrganisationList> = z.strictObject({
  organisations: z.array(organisationSchema),
  notice: z.string(),
  sample: z.boolean(),
});

/** `POST /api/organisations`: start your own. (`POST /api/sample` has no body and returns the sample.) */
export type NewOrganisation = { readonly name: string; readonly timeZone: string };
export const newOrganisationSchema: z.ZodType<NewOrganisation> = z.strictObject({
  name: nameSchema,
  timeZone: timeZoneSchema,
});
