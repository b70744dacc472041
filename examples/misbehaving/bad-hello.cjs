/** Says hello in words of its own. */
require('./polite.cjs').serve({ hello: () => ({ protocol: 1, name: 'my PEV' }) });
