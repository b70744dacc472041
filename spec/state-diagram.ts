/** A state machine drawn as SVG: boxes on a grid, numbered arrows; the numbers lead to the table below. */
import { html, nothing, type Html } from '../reports/text/html';
import type { StateMachine } from './state-machine';

const BOX = { width: 132, height: 44, stepX: 182, stepY: 104, margin: 24 };

interface Point {
  readonly x: number;
  readonly y: number;
}

export function stateDiagram(machine: StateMachine): Html {
  const places = Object.values(machine.states).map((s) => s.at);
  const width = Math.max(...places.map(([x]) => x)) * BOX.stepX + BOX.width + 2 * BOX.margin;
  const height = Math.max(...places.map(([, y]) => y)) * BOX.stepY + BOX.height + 2 * BOX.margin;
  const centre = (name: string): Point => {
    const [column, row] = machine.states[name]?.at ?? [0, 0];
    return {
      x: BOX.margin + column * BOX.stepX + BOX.width / 2,
      y: BOX.margin + row * BOX.stepY + BOX.height / 2,
    };
  };
  const both = new Set(machine.transitions.map((t) => `${t.from} ${t.to}`));
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Drawing of ${machine.title}">
    <svg
      class="machine"
      viewBox="0 0 ${width} ${height}"
      width="${width}"
      height="${height}"
      role="img"
      aria-label="States of ${machine.title} and the transitions between them; the table below says the same in words"
    >
      ${machine.transitions.map((t, i) => arrow(centre(t.from), centre(t.to), i + 1, both.has(`${t.to} ${t.from}`)))}
      ${Object.entries(machine.states).map(([name, s]) => box(name, centre(name), s.initial === true, s.final === true))}
    </svg>
  </div>`;
}

function box(name: string, { x, y }: Point, initial: boolean, final: boolean): Html {
  const rect = (inset: number): Html =>
    html`<rect
      x="${x - BOX.width / 2 + inset}"
      y="${y - BOX.height / 2 + inset}"
      width="${BOX.width - 2 * inset}"
      height="${BOX.height - 2 * inset}"
      rx="${final ? 22 - inset : 8}"
    />`;
  return html`<g class="st${initial ? ' in' : ''}${final ? ' fin' : ''}">
    ${rect(0)}${final ? rect(4) : nothing}<text x="${x}" y="${y + 4}">${name}</text>
  </g>`;
}

/** From border to border; of two that lead to and fro each keeps to its own side, one that passes boxes is bent. */
function arrow(from: Point, to: Point, number: number, pair: boolean): Html {
  const columns = Math.round(Math.abs(to.x - from.x) / BOX.stepX);
  const rows = Math.round(Math.abs(to.y - from.y) / BOX.stepY);
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const aside = { x: -(to.y - from.y) / length, y: (to.x - from.x) / length };
  const passes = (rows === 0 && columns > 1) || (columns === 0 && rows > 1);
  const shift = pair && !passes ? 9 : 0;
  const bend = passes ? (rows === 0 ? 34 + 10 * columns : 76 + 20 * rows) : columns > 1 || rows > 1 ? 14 : 0;
  const start = border(from, to, aside, shift, passes);
  const end = border(to, from, aside, shift, passes);
  const middle = {
    x: (start.x + end.x) / 2 + aside.x * bend * 1.4,
    y: (start.y + end.y) / 2 + aside.y * bend * 1.4,
  };
  const angle = Math.atan2(end.y - middle.y, end.x - middle.x);
  const head = [2.6, -2.6].map((turn) => ({
    x: end.x + 9 * Math.cos(angle + turn),
    y: end.y + 9 * Math.sin(angle + turn),
  }));
  const badge = {
    x: start.x * 0.25 + middle.x * 0.5 + end.x * 0.25,
    y: start.y * 0.25 + middle.y * 0.5 + end.y * 0.25,
  };
  const p = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;
  return html`<path class="tr" d="M${p(start)}Q${p(middle)} ${p(end)}" />
    <path class="hd" d="M${p(end)}L${p(head[0] ?? end)}L${p(head[1] ?? end)}Z" />
    <g class="no"
      ><circle cx="${round(badge.x)}" cy="${round(badge.y)}" r="9" /><text
        x="${round(badge.x)}"
        y="${round(badge.y + 3.5)}"
        >${number}</text
      ></g
    >`;
}

/** Where the line towards the other box leaves this one. */
function border(here: Point, there: Point, aside: Point, shift: number, passes: boolean): Point {
  if (passes) {
    // It leaves on the side to which it is bent.
    return { x: here.x + aside.x * (BOX.width / 2), y: here.y + aside.y * (BOX.height / 2) };
  }
  const from = { x: here.x + aside.x * shift, y: here.y + aside.y * shift };
  const dx = there.x - here.x;
  const dy = there.y - here.y;
  const scale = Math.min(
    dx === 0 ? Infinity : BOX.width / 2 / Math.abs(dx),
    dy === 0 ? Infinity : BOX.height / 2 / Math.abs(dy),
  );
  return { x: from.x + dx * scale, y: from.y + dy * scale };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
