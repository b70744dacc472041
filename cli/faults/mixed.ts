/**
 * Devices that are odd in several ways at once. Whether they pass is all that is asked: such a device breaks nothing, and
 * stands in no published score.
 */
import { DEVICE_ROLES } from '../../schemas';
import { drawMixed, VARIANTS } from '../../reference-impl/variants';
import { ask } from './ask';
import type { VariantResult } from './score';

/** So many of each role, drawn from the seed, and what the suite says of them. */
export async function tryMixed(count: number, seed: string): Promise<VariantResult[]> {
  const tried = DEVICE_ROLES.flatMap((role) =>
    Array.from({ length: count }, (_, nth) => drawMixed(role, VARIANTS, seed, nth)),
  );
  const answers = await ask(tried, seed, false);
  return tried.map(({ name, role }) => ({ name, role, falseAlarms: answers.get(name)?.falseAlarms ?? [] }));
}

export function mixedMarkdown(variants: readonly VariantResult[]): string {
  const wronged = variants.filter((v) => v.falseAlarms.length > 0);
  const lines = [
    `${variants.length} devices that are odd in several ways at once: ${variants.length - wronged.length} passed.`,
    ...wronged.flatMap(({ name, falseAlarms }) => [
      '',
      `Failed: ${name}`,
      ...falseAlarms.map((by) => `- ${by.requirement}/${by.check} in ${by.case}`),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}
