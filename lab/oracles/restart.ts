/** Whatever the scenario: a device that was without power counts on from where it stood (PR2-X-12). */
import { judgeRegisters } from '../checks/restart/registers';
import type { Oracle } from './oracle';

export const registersOverRestart: Oracle = {
  name: 'registers-survive-a-restart',
  judge(view, dut) {
    const pevs = view.devicesOf('pev');
    const pev = dut.startsWith('urn:pr2:pev:') ? dut : pevs.length === 1 ? pevs[0]?.urn : undefined;
    const judgement = pev === undefined ? undefined : judgeRegisters(view, dut, pev);
    return judgement === undefined ? [] : [{ requirement: 'PR2-X-12', judgement }];
  },
};
