/** Falls silent on what is done to the product: the product's failure, not only the adapter's. */
require('./polite.cjs').serve({ stimulate: () => undefined });
