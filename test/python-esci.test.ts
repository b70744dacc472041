/** The ESCI in examples/python, written from the specification alone, passes all that it declares, behind a pipe. */
import { test } from 'node:test';
import { noPython, passesAllItClaims } from './python-example';

test('the Python ESCI passes what its ICS claims', { skip: noPython }, () =>
  passesAllItClaims('esci', 'esci-ics.yaml'),
);
