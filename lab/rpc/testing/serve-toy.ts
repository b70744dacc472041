/** The toy device behind standard input and output, to be started as a process. */
import { serveStdio } from '../stdio';
import { createToy } from './toy-device';

void serveStdio(createToy(), { input: process.stdin, output: process.stdout, complaints: process.stderr });
