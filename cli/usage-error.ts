/** Bad input: one sentence that says what, where and how to mend it; exit 2 unless it says otherwise. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly exitCode: 2 | 5 | 6 = 2,
  ) {
    super(message);
    this.name = 'UsageError';
  }
}
