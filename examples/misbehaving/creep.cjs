/** Is due again in a millisecond, always: time moves, and never gets anywhere. */
const soon = ({ params }) => ({ next: params.at + 1 });
require('./polite.cjs').serve({ start: soon, advance: soon, stimulate: soon, deliver: soon });
