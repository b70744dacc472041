/** badge.json: an endpoint of shields.io. The evidence is part of the message, as it is of every headline. */
import type { Headline } from '../../schemas';
import type { ReportModel } from '../model/report-model';
import { ROLE_NAMES } from './words';

const COLOURS: Readonly<Record<Headline, string>> = {
  conformant: 'brightgreen',
  'not conformant': 'red',
  'not fully verified': 'yellow',
};

export function badgeJson(model: ReportModel): string {
  const badge = {
    schemaVersion: 1,
    label: `PR2 ${ROLE_NAMES[model.role]}`,
    message: `${model.headline} (${model.evidence})`,
    color: COLOURS[model.headline],
  };
  return `${JSON.stringify(badge)}\n`;
}
