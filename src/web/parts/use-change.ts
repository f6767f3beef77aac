import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';

/** A change of an organisation's data: afterwards everything shown of that organisation is asked for again. */
export function useChange<Input, Output>(
  organisation: string,
  change: (input: Input) => Promise<Output>,
): UseMutationResult<Output, Error, Input> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: ['o', organisation] }),
  });
}
