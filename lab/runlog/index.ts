/** The run log on disk and in memory. */
export { Chain, hashOf, type RecordBody } from './chain';
export { continueLog, unfinishedLog, type Executed, type Unfinished } from './continued';
export { linesOf, readRunLog, verifyChain, type ChainReport, type LogLine } from './reader';
export { CheckedLog, FileLog, MemoryLog, PassingLog, type LogSink } from './writer';
