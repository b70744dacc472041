/** Dies of what is done to the product: the product's failure. */
require('./polite.cjs').serve({ stimulate: () => process.exit(1) });
