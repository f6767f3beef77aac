/** Links of people outside: what is shown to whoever follows one, and how they are made, made anew and withdrawn. */
import { agendaViewSchema, type AgendaView } from '#contract/agenda.ts';
import { agendaLinkSchema, type AgendaLink } from '#contract/loop.ts';
import {
  panelLinkMadeSchema,
  panelViewSchema,
  type PanelLinkMade,
  type PanelSeat,
  type PanelView,
} from '#contract/panel.ts';
import { needsSchema, type Needs } from '#contract/needs.ts';
import { post, put, remove, unread } from './ask.ts';

export const followed = {
  agenda: (token: string): Promise<AgendaView> => post(agendaViewSchema, '/api/agenda/look', { token }),
  panel: (token: string): Promise<PanelView> => post(panelViewSchema, '/api/panel/look', { token }),
};

export const agendaLinks = {
  renew: (o: string, loop: string): Promise<AgendaLink> =>
    post(agendaLinkSchema, `/api/o/${o}/loops/${loop}/agenda-link`),
  withdraw: (o: string, loop: string): Promise<void> => remove(`/api/o/${o}/loops/${loop}/agenda-link`),
};

export const panelLinks = {
  make: (o: string, loop: string, seat: PanelSeat): Promise<PanelLinkMade> =>
    post(panelLinkMadeSchema, `/api/o/${o}/loops/${loop}/panel-links`, seat),
  withdraw: (o: string, loop: string, seat: PanelSeat): Promise<void> =>
    post(unread, `/api/o/${o}/loops/${loop}/panel-links/withdraw`, seat),
};

export const feeds = {
  renew: (o: string, person: string): Promise<void> => post(unread, `/api/o/${o}/people/${person}/feed`),
  setNames: (o: string, person: string, names: boolean): Promise<void> =>
    put(`/api/o/${o}/people/${person}/feed`, { names }),
};

export const needs = {
  /** For whoever scores the candidate too: the record says that they looked. */
  lookAt: (o: string, candidate: string): Promise<Needs> =>
    post(needsSchema, `/api/o/${o}/candidates/${candidate}/needs`),
};
