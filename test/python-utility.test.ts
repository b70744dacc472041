/** The Utility in examples/python, written from the specification alone, passes all that it declares, behind a pipe. */
import { test } from 'node:test';
import { noPython, passesAllItClaims } from './python-example';

test('the Python Utility passes what its ICS claims', { skip: noPython }, () =>
  passesAllItClaims('utility', 'utility-ics.yaml'),
);
