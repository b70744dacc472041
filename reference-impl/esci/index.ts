/** The reference ESCI: relay, meter and spokesman between the utility and the PEVs at its EVSEs. */
export { conformantEsci, type EsciBehaviour } from './behaviour';
export { createEsci } from './esci';
