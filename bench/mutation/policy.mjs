import { plain } from './settings.mjs';

/** Who may do what. */
export default plain({
  name: 'policy',
  mutate: ['src/domain/policy.ts', 'src/domain/roles-that-count.ts'],
  command: 'node --test src/domain/policy.test.ts src/domain/policy-outside.test.ts',
});
