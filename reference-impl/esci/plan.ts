/** What a utility has asked of a PEV over time: a step function of power, from M11 and its M14s (PR2-A-10). */

/** From `fromMs` (bench time) until the next step, `powerW` of discharge is asked; before the first step, none. */
export interface Step {
  fromMs: number;
  powerW: number;
}

export type Plan = readonly Step[];

/** The plan with `powerW` in `[fromMs, toMs)` in place of what was there. */
export function overlay(plan: Plan, fromMs: number, toMs: number, powerW: number): Plan {
  if (toMs <= fromMs) return plan;
  return [
    ...plan.filter((s) => s.fromMs < fromMs),
    { fromMs, powerW },
    { fromMs: toMs, powerW: powerAt(plan, toMs) },
    ...plan.filter((s) => s.fromMs > toMs),
  ];
}

/** The power asked for at an instant, W; the later of two steps at one instant holds. */
export function powerAt(plan: Plan, atMs: number): number {
  let powerW = 0;
  for (const step of plan) if (step.fromMs <= atMs) powerW = step.powerW;
  return powerW;
}

/** The energy asked for in `[fromMs, toMs)`, joules. */
export function energyJ(plan: Plan, fromMs: number, toMs: number): number {
  let joules = 0;
  plan.forEach((step, i) => {
    const until = Math.min(plan[i + 1]?.fromMs ?? toMs, toMs);
    const since = Math.max(step.fromMs, fromMs);
    if (until > since) joules += (step.powerW * (until - since)) / 1000;
  });
  return joules;
}

/** The instant after which nothing more is asked, ms; null for a plan that asks for nothing. */
export function endMs(plan: Plan): number | null {
  const last = plan.findLastIndex((s) => s.powerW > 0);
  return plan[last + 1]?.fromMs ?? null;
}
