/** What a PEV in a hand-written log does right and wrong. */
export interface Story {
  readonly vendor: string;
  readonly product: string;
  /** Multiplies the power it should have: 1 is right, 0 never discharges, −1 has the sign inverted. */
  readonly power: 1 | 0 | -1;
  /** How much later than a good device it reaches the power asked for. */
  readonly lateMs: number;
  readonly sendsOptOut: boolean;
  /** Free text that the device puts into its messages. */
  readonly remark?: string;
}

export const GOOD: Story = {
  vendor: 'Northwind Mobility',
  product: 'Bridge 7',
  power: 1,
  lateMs: 0,
  sendsOptOut: true,
};

/** Text made to break a page, a table, a terminal. */
export const HOSTILE =
  '<img src=x onerror=alert(1)>"\'`|&amp;</script></style><!-- \u0000\u001b[31m \u202Eevil\u202C \u200B\ud800 שלום ' +
  '](javascript:alert(1)) ';

export const STORIES = {
  allPass: GOOD,
  neverDischarges: { ...GOOD, product: 'Bridge 7 (build 412)', power: 0 },
  invertedSign: { ...GOOD, product: 'Bridge 7 (build 398)', power: -1 },
  lateByTwoSeconds: { ...GOOD, lateMs: 2_000 },
  optOutNotSent: { ...GOOD, sendsOptOut: false },
  hostile: { ...GOOD, vendor: HOSTILE, product: HOSTILE, power: -1, remark: HOSTILE + 'x'.repeat(1_048_576) },
} as const satisfies Record<string, Story>;
