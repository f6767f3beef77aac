/** The instances that the goals speak of, in the order of the tables. */
export const INSTANCES: readonly string[] = ['L1', 'L5', 'L20', 'SD40', 'L50', 'L200', 'SD200'];
