/** The plan against the rules of peers: what stays unserved, and for how long the full power lasts. */
import {
  addFleet,
  emptyPlaces,
  emptySketch,
  generateFleet,
  planOf,
  waterLevel,
  writeLevel,
} from '../../../reference-impl/dispatch';
import { STEP_S, constantRequest, randomFleet, supplyW } from '../fleets';
import { cpuMs } from '../measure';
import { POLICIES, follow } from '../peers/policies';
import { type Rule, firstComeFirstServed, lastAbsorbs, slices, weights } from '../peers/rules';
import { type Row, textTable, timeText } from '../report';

interface Scenario {
  name: string;
  fleet: ReturnType<typeof randomFleet>;
  requestW: Float64Array;
}

const PEVS = 3000;

/** Requests from easy to hopeless for a random fleet and one of archetypes, over a day and over four hours. */
function scenarios(): Scenario[] {
  const all: Scenario[] = [];
  for (const intervals of [96, 16]) {
    const fleets = {
      random: randomFleet(PEVS, 5, intervals),
      archetypes: generateFleet(PEVS, 5, STEP_S).fleet,
    };
    for (const [kind, fleet] of Object.entries(fleets)) {
      for (const share of intervals === 96 ? [0.08, 0.12, 0.2] : [0.3, 0.5, 0.8]) {
        const level = supplyW(fleet) * share;
        const shapes = {
          constant: constantRequest(fleet, share, intervals),
          peak: Float64Array.from({ length: intervals }, (_, t) =>
            Math.floor(level * (0.3 + 1.4 * Math.sin((Math.PI * (t + 0.5)) / intervals) ** 4)),
          ),
        };
        for (const [shape, requestW] of Object.entries(shapes)) {
          all.push({ name: `${kind}, ${intervals / 4} h, ${shape}, ${share}`, fleet, requestW });
        }
      }
    }
  }
  return all;
}

export interface PolicyScore {
  policy: string;
  /** Unserved energy above the plan's, percentage points of what was asked: least and greatest of the day-long cases. */
  dayPoints: [number, number];
  /** The same of the four-hour cases. */
  shortPoints: [number, number];
  /** Hours at full power in the day at 12 % of what a random fleet could give. */
  fullPowerH: number;
  /** True where no prefix of any case served more than the plan. */
  neverMore: boolean;
}

export function policyScores(): PolicyScore[] {
  const cases = scenarios().map((scenario) => {
    const sketch = emptySketch(scenario.requestW.length, STEP_S);
    addFleet(sketch, scenario.fleet, emptyPlaces(scenario.fleet.size));
    return { ...scenario, plan: planOf(sketch, scenario.requestW) };
  });
  const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
  const reference = cases.find((c) => c.name === 'random, 24 h, constant, 0.12')!;
  const fullPowerH = (servedW: Float64Array): number => {
    const short = servedW.findIndex((w, t) => w < reference.requestW[t]!);
    return ((short < 0 ? servedW.length : short) * STEP_S) / 3600;
  };
  const planScore: PolicyScore = {
    policy: 'the plan',
    dayPoints: [0, 0],
    shortPoints: [0, 0],
    fullPowerH: fullPowerH(reference.plan.servedW),
    neverMore: true,
  };
  const scores = Object.entries(POLICIES).map(([policy, rule]) => {
    const served = cases.map((c) => follow(rule, c.fleet, c.requestW));
    const points = (intervals: number): [number, number] => {
      const all = cases.flatMap(({ plan, requestW }, n) =>
        requestW.length === intervals ? [(100 * (sum(plan.servedW) - sum(served[n]!))) / sum(requestW)] : [],
      );
      return [Math.min(...all), Math.max(...all)];
    };
    const neverMore = cases.every(({ plan }, n) => {
      let ahead = 0;
      return served[n]!.every((w, t) => (ahead += plan.servedW[t]! - w) >= 0);
    });
    return {
      policy,
      dayPoints: points(96),
      shortPoints: points(16),
      fullPowerH: fullPowerH(served[cases.indexOf(reference)]!),
      neverMore,
    };
  });
  return [planScore, ...scores];
}

export function policyRow(scores: readonly PolicyScore[]): Row {
  const rules = scores.slice(1);
  const pass = rules.every((s) => s.neverMore);
  const worst = Math.max(...rules.map((s) => s.dayPoints[1]));
  return {
    metric: "unserved energy against the peers' rules",
    measured: `${rules.length} rules leave up to ${worst.toFixed(1)} points more, ${pass ? 'none' : 'SOME'} less in a prefix`,
    gate: 'never more than any rule, prefix by prefix',
    goal: '',
    pass,
    values: Object.fromEntries(rules.map((s) => [s.policy, s.dayPoints[1]])),
  };
}

export function policyTable(scores: readonly PolicyScore[]): string {
  const span = ([from, to]: [number, number]): string => `${from.toFixed(2)} … ${to.toFixed(2)}`;
  return textTable(
    ['rule', 'points more unserved, 24 h', '4 h', 'full power, 24 h'],
    scores.map((s) => [s.policy, span(s.dayPoints), span(s.shortPoints), `${s.fullPowerH} h`]),
  );
}

/** One interval at half of what a million PEVs can give: time, sum, fairness. */
export function ruleTable(): string {
  const { maxW } = randomFleet(1_000_000);
  const requestW = Math.floor(maxW.reduce((sum, w) => sum + w, 0) / 2);
  const rules: Record<string, Rule> = {
    'water level': (availableW, powerW, into) => writeLevel(availableW, waterLevel(availableW, powerW), into),
    'EVerest-like 500 W slices': slices(500),
    'OpenEMS-like, last absorbs': lastAbsorbs,
    'OpenDSS-like weights, one iteration': weights,
    'first come, first served': firstComeFirstServed,
  };
  const out = new Int32Array(maxW.length);
  const lines = Object.entries(rules).map(([name, rule]) => {
    const ms = Math.min(...[1, 2, 3].map(() => cpuMs(() => rule(maxW, requestW, out))));
    const missingW = requestW - out.reduce((sum, w) => sum + w, 0);
    let least = Infinity;
    let most = 0;
    out.forEach((w, i) => {
      if (w < maxW[i]!) least = Math.min(least, w);
      most = Math.max(most, w);
    });
    return [
      name,
      timeText(ms),
      `${missingW.toLocaleString('en-US')} W`,
      `${Math.max(0, most - least).toLocaleString('en-US')} W`,
    ];
  });
  return textTable(['rule, 10⁶ PEVs, one interval', 'time', 'not served', 'most less least'], lines);
}
