/** What roles alone open to whoever is at this page. */
import { useQuery } from '@tanstack/react-query';
import type { Organisation } from '#contract/organisation.ts';
import { organisations } from '#web/api/organisations.ts';
import { useWho } from './use-who.ts';

/** What is worth a way: what would be refused is not offered. */
type Rights = { readonly manages: boolean; readonly plans: boolean; readonly seesRecord: boolean };

export function useRights(organisation: string): Rights {
  const who = useWho().data;
  const sample = useOrganisation(organisation)?.sample === true;
  const memberships = who?.kind === 'member' ? who.memberships : [];
  const own = memberships.filter((one) => one.organisation === organisation).flatMap(({ roles }) => roles);
  const manages = own.includes('administrator');
  const everything = sample || who?.kind === 'computer';
  return {
    manages,
    plans: manages || own.includes('coordinator') || everything,
    seesRecord: manages || everything,
  };
}

export function useOrganisation(id: string): Organisation | undefined {
  return useQuery({ queryKey: ['o', id, 'self'], queryFn: () => organisations.read(id) }).data;
}
