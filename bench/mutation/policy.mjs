import { plain } from './settings.mjs';

/** Who may do what. */
export default plain({
  name: 'policy',
  mutate: ['src/domain/policy/policy.ts', 'src/domain/policy/roles-that-count.ts'],
  command: 'node --test src/domain/policy/policy.test.ts src/domain/policy/policy-outside.test.ts',
});
