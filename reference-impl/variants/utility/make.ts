/** How a variant of the Utility is made. */
import { createUtility } from '../../utility';
import type { UtilityBehaviour } from '../../utility/behaviour';
import { makersOf } from '../make';

/** How urns of Utilities begin. */
export const OWN = 'urn:pr2:utility:';

export const { decides, wrapped, around, made } = makersOf<UtilityBehaviour>('utility', createUtility);
