/** What the page asks about links by mail. */
import {
  cameByMailSchema,
  linksOfferedSchema,
  linkViewSchema,
  type CameByMail,
  type LinkProof,
  type LinkRequest,
  type LinksOffered,
  type LinkView,
  type PasswordByLink,
} from '#contract/account.ts';
import { ask, post, unread } from './ask.ts';

export const links = {
  offered: (): Promise<LinksOffered> => ask(linksOfferedSchema, '/api/links'),
  request: (request: LinkRequest): Promise<void> => post(unread, '/api/links', request),
  look: (token: string): Promise<LinkView> => post(linkViewSchema, '/api/links/look', { token }),
  signIn: (proof: LinkProof): Promise<CameByMail> => post(cameByMailSchema, '/api/links/sign-in', proof),
  setPassword: (request: PasswordByLink): Promise<CameByMail> =>
    post(cameByMailSchema, '/api/links/new-password', request),
};
