/** English. Keys are grouped by scene; the product's words are those of the glossary. */
import { enAccount } from './en-account.ts';
import { enAttention } from './en-attention.ts';
import { enAudit } from './en-audit.ts';
import { enCalendars } from './en-calendars.ts';
import { enCandidate } from './en-candidate.ts';
import { enDay } from './en-day.ts';
import { enEmployer } from './en-employer.ts';
import { enEverywhere } from './en-everywhere.ts';
import { enFactor } from './en-factor.ts';
import { enLedger } from './en-ledger.ts';
import { enMail } from './en-mail.ts';
import { enPeople } from './en-people.ts';
import { enPools } from './en-pools.ts';
import { enProvider } from './en-provider.ts';
import { enSelfService } from './en-self-service.ts';
import { enSuperday } from './en-superday.ts';
import { enRepair } from './en-repair.ts';
import { enTemplate } from './en-template.ts';

export const en: typeof enEverywhere &
  typeof enEmployer &
  typeof enTemplate &
  typeof enPeople &
  typeof enPools &
  typeof enSelfService &
  typeof enSuperday &
  typeof enRepair &
  typeof enLedger &
  typeof enMail &
  typeof enAccount &
  typeof enFactor &
  typeof enProvider &
  typeof enAudit &
  typeof enAttention &
  typeof enCalendars &
  typeof enDay &
  typeof enCandidate = {
  ...enEverywhere,
  ...enEmployer,
  ...enTemplate,
  ...enPeople,
  ...enPools,
  ...enSelfService,
  ...enSuperday,
  ...enRepair,
  ...enLedger,
  ...enMail,
  ...enAccount,
  ...enFactor,
  ...enProvider,
  ...enAudit,
  ...enAttention,
  ...enCalendars,
  ...enDay,
  ...enCandidate,
};
