/** How a total that several PEVs are to give together is divided among them (PR2-X-13). */

export interface FleetMember {
  pevId: string;
  maxW: number;
  minW: number;
  availableWh: number;
  /** Seconds from now until it leaves. */
  departureS?: number;
}

export interface Allocation {
  /** Power of each PEV in each interval, W. */
  powersW: Record<string, number[]>;
  /** Power that nobody can give, by interval, W. */
  shortfallW: number[];
}

/** Equal shares interval by interval, each held within power and remaining energy, the rest passed on to the others. */
export function allocate(
  fleet: readonly FleetMember[],
  totalW: readonly number[],
  durationsS: readonly number[],
): Allocation {
  const leftWs = new Map(fleet.map((m) => [m.pevId, m.availableWh * 3600]));
  const powersW: Record<string, number[]> = Object.fromEntries(fleet.map((m) => [m.pevId, []]));
  const shortfallW = totalW.map((wantedW, t) => {
    const durationS = durationsS[t] ?? 0;
    let restW = wantedW;
    let open = fleet.map((m) => ({
      member: m,
      capW: Math.min(m.maxW, Math.floor((leftWs.get(m.pevId) ?? 0) / durationS)),
    }));
    open = open.filter((o) => o.capW > 0 && o.capW >= o.member.minW).toSorted((a, b) => a.capW - b.capW);
    open.forEach(({ member, capW }, i) => {
      const share = Math.min(capW, Math.ceil(restW / (open.length - i)));
      const powerW = share < member.minW ? (restW >= member.minW ? member.minW : 0) : share;
      powersW[member.pevId]?.push(powerW);
      leftWs.set(member.pevId, (leftWs.get(member.pevId) ?? 0) - powerW * durationS);
      restW -= powerW;
    });
    for (const powers of Object.values(powersW)) if (powers.length <= t) powers.push(0);
    return restW;
  });
  return { powersW, shortfallW };
}
