/** How a variant of the ESCI is made. */
import { createEsci } from '../../esci';
import type { EsciBehaviour } from '../../esci/behaviour';
import { makersOf } from '../make';

/** How urns of ESCIs begin: what they author, as against what they relay. */
export const OWN = 'urn:pr2:esci:';

export const { decides, wrapped, around, made } = makersOf<EsciBehaviour>('esci', createEsci);
