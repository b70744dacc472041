/** A value as a step or table spells it: true, false, a number in plain digits, anything else as text. */
export function literal(text: string): boolean | number | string {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
