/** The test parameters P_* with their defaults, from their own schema: specification, section 4.2. */
import schema from '../../schemas/lab/test-parameters.schema.json';

interface ParameterSchema {
  readonly default?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

const PARAMETERS = schema.properties as unknown as Readonly<Record<string, ParameterSchema>>;

export function defaultParameters(): Record<string, number> {
  const out: Record<string, number> = {};
  for (const [name, { default: value }] of Object.entries(PARAMETERS)) if (value !== undefined) out[name] = value;
  return out;
}
