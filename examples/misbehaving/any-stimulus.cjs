#!/usr/bin/env node
/** Says of every stimulus that it is done, also of those that it has no hook for. */
const { serve } = require('./polite.cjs');

serve({ stimulate: () => ({ next: null }) });
