/** Organisations, and the sample. */
import {
  organisationListSchema,
  organisationSchema,
  type NewOrganisation,
  type Organisation,
  type OrganisationList,
} from '#contract/organisation.ts';
import { ask, post } from './ask.ts';

export const organisations = {
  list: (): Promise<OrganisationList> => ask(organisationListSchema, '/api/organisations'),
  read: (o: string): Promise<Organisation> => ask(organisationSchema, `/api/organisations/${o}`),
  start: (own: NewOrganisation): Promise<Organisation> => post(organisationSchema, '/api/organisations', own),
  openSample: (): Promise<Organisation> => post(organisationSchema, '/api/sample'),
};
