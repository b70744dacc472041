/** The checks on security, load and privacy by name. */
import type { Check } from '../check';
import { bearsLoad, takesNewest } from './load';
import { keepsPrivate, keepsSecrets } from './secrets';

export const securityChecks: Readonly<Record<string, Check<never>>> = {
  'bears-load': bearsLoad,
  'keeps-private': keepsPrivate,
  'keeps-secrets': keepsSecrets,
  'takes-newest': takesNewest,
};
