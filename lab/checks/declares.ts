/** What a SHOULD asks a device to have at all: its ICS says whether it is there. */
import type { CaseView } from '../../runlog/case-view';
import { fail, inconclusive, pass, type Judgement } from './check';

interface DeclaresArgs {
  /** The item of the ICS, and what the ICS says of it; null where there is none. */
  readonly item: string;
  readonly declared: boolean | null;
  readonly basisN: number;
}

/** The ICS declares the item present. That the device then does it is for the cases that hang on the item. */
export function declares(_view: CaseView, { item, declared, basisN }: DeclaresArgs): Judgement {
  const expected = `an ICS that says ${item} true`;
  if (declared === null)
    return inconclusive(expected, 'nothing is declared', [basisN], 'the device has no ICS');
  return declared
    ? pass(expected, 'it says so', [basisN])
    : fail(expected, `it says ${item} false`, [basisN]);
}
