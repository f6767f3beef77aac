/** What roles alone open to whoever is at this page. */
import { useQuery } from '@tanstack/react-query';
import { organisations } from '#web/api.ts';
import { useWho } from './use-who.ts';

type Rights = { readonly manages: boolean; readonly seesRecord: boolean; readonly plans: boolean };

/** What is worth a way: what would be refused is not offered. */
export function useRights(organisation: string): Rights {
  const who = useWho().data;
  const sample = useOrganisation(organisation)?.sample === true;
  const memberships = who?.kind === 'member' ? who.memberships : [];
  const manages = memberships.some(
    (one) => one.organisation === organisation && one.roles.includes('administrator'),
  );
  const coordinates = memberships.some(
    (one) => one.organisation === organisation && one.roles.includes('coordinator'),
  );
  const everything = manages || sample || who?.kind === 'computer';
  return { manages, seesRecord: everything, plans: everything || coordinates };
}

export function useOrganisation(id: string): { readonly name: string; readonly sample: boolean } | undefined {
  return useQuery({ queryKey: ['o', id, 'self'], queryFn: () => organisations.read(id) }).data;
}
