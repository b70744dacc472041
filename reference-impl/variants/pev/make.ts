/** How a variant of the PEV is made. */
import { createPev } from '../../pev';
import type { PevBehaviour } from '../../pev/behaviour';
import { makersOf } from '../make';

export const { decides, wrapped, around, made } = makersOf<PevBehaviour>('pev', createPev);
