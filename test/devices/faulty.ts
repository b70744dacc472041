/** A reference device with a named fault, on standard input and output: `faulty.ts pev/never-discharges`. */
import { serveStdio } from '../../lab/rpc';
import { faultNamed } from '../../reference-impl/faults';

const [name = ''] = process.argv.slice(2);
const fault = faultNamed(name);
if (fault === undefined) throw new Error(`there is no fault ${name}`);
const { stdin: input, stdout: output, stderr: complaints } = process;
void serveStdio(fault.make(), { input, output, complaints });
