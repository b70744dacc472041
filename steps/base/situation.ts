/** The situation before the devices start: customer, car, cable, premises. */
import { enrollmentOf } from '../../lab/session/case-setup';
import { Given } from '../world';
import type { Architecture, SiteLocation } from '../../schemas';

Given(
  'a customer enrolled at location {word} with architecture {word}',
  function (location: string, architecture: string) {
    const { ids, setup, startMs } = this.run;
    setup.enrollments = setup.pevs.map((_, i) => ({
      ...enrollmentOf(ids, i, startMs),
      location: [location as SiteLocation],
      architecture: architecture as Architecture,
    }));
    for (const esci of setup.escis) Object.assign(esci.state, { location, architecture });
  },
);

Given(
  'a PEV of {energy} with {percent} charge and a floor of {percent}',
  function (capacityWh: number, soc: number, socFloor: number) {
    Object.assign(this.run.setup.pevs[0]?.state ?? {}, { capacityWh, soc, socFloor, efficiency: 0.9 });
    this.run.memory.floor = socFloor;
  },
);

Given('a PEV limited to {power}', function (powerW: number) {
  Object.assign(this.run.setup.pevs[0]?.state ?? {}, { maxDischargeW: powerW });
});

Given('an EVSE limited to {power}', function (powerW: number) {
  this.run.setup.cable.evseMaxW = powerW;
});

Given('a cordset of {ampere}', function (ampere: number) {
  this.run.setup.cable.cordsetA = ampere;
});

Given('a grid of {volt}', function (voltageV: number) {
  this.run.setup.nominalV = voltageV;
});

Given('a premises export limit of {power}', function (powerW: number) {
  Object.assign(this.run.setup.escis[0]?.state ?? {}, { siteExportW: powerW });
});

Given('the PEV declares only the classes {string}', function (classes: string) {
  Object.assign(this.run.setup.pevs[0]?.state ?? {}, { classes: classes.split(/, ?/) });
});

Given('events and requests have long names, in capitals and small letters', function () {
  for (const kind of ['event', 'dispatch'] as const) this.run.ids.lengthen(kind);
});

Given('a switch whose name has capitals and small letters', function () {
  this.run.ids.lengthen('switch');
});

Given('a PEV whose name has capitals and small letters', function () {
  const { ids, setup } = this.run;
  const before = ids.of('pev');
  ids.renameLong('pev');
  const id = ids.of('pev');
  setup.pevs = setup.pevs.map((p) => (p.id === before ? { ...p, id } : p));
  setup.enrollments = setup.enrollments.map((e) => (e.pevId === before ? { ...e, pevId: id } : e));
});

Given('the parameter {word} is {float}', function (name: string, value: number) {
  this.run.setup.params[name] = value;
});
