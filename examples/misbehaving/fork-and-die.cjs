/** Leaves a child behind, in a group of its own, that holds standard output open; then dies. */
const { spawn } = require('node:child_process');
require('./polite.cjs').serve({
  start() {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 15000)'], {
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('spawn', () => process.exit(1));
  },
});
