#!/usr/bin/env node
/** Shows in its answers what it showed at the start, and not what `observe` gives. */
const { serve } = require('../../examples/misbehaving/polite.cjs');

const then = { powerW: -5000, soc: 60, exportJ: 0, importJ: 0 };
serve({ start: () => ({ next: null, readings: then }) });
