/** Instruments at the AC terminals: power that is measured and not claimed. */
export { MeterError, type Meter, type Metered } from './meter';
export { meterAddress, type MeterAddress } from './meter-address';
export { ModbusMeter } from './modbus-meter';
