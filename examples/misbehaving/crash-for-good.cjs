/** Dies in its first case and never comes up again. Its ppid is the kit, so the mark is of this run alone. */
const { existsSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const mark = join(tmpdir(), `pr2-crashed-${process.ppid}`);
if (existsSync(mark)) process.exit(7);
require('./polite.cjs').serve({
  start() {
    writeFileSync(mark, '');
    process.exit(1);
  },
});
