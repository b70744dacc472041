/** PEVs that write the same messages in another form. */
import { nameOf, type Message, type MessageName } from '../../../schemas';
import { decorated } from '../../faults/decorate';
import { heardIn } from '../../faults/telling';
import type { Variant } from '../../faults/fault';
import { declaring } from '../declaring';
import { around, wrapped } from './make';

/** Members that a message may go without. */
const OPTIONAL: Readonly<Partial<Record<MessageName, readonly string[]>>> = {
  EventResponse: ['acceptedPowerW', 'acceptedEnergyWh', 'reason'],
  AvailabilityReport: ['curve'],
  DispatchResponse: ['acceptedPowerW'],
  EnergyTelemetry: ['voltageV', 'frequencyHz', 'soc'],
  EmergencyGenerationResponse: ['readyInS'],
  Receipt: ['detail'],
};

/** Minutes east of Greenwich of a clock in Kathmandu. */
const KATHMANDU_MIN = 345;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

export const WORDING_VARIANTS: readonly Variant[] = [
  wrapped('says-more-than-anybody-knows', {
    emit: (m) => [
      {
        ...m,
        data: { ...withMore(m.data), vendorHint: 'spätschicht', vendorFigures: [1, { deep: true }] },
        vendortrace: 'a7',
      } as unknown as Message,
    ],
  }),
  wrapped('says-only-what-it-must', {
    emit: (m) => {
      const leave = OPTIONAL[nameOf(m.type) ?? 'Receipt'] ?? [];
      const keeps = m.type === 'pr2.DispatchResponse.v1' && m.data.status === 'PARTIAL';
      const entries = Object.entries(m.data).filter(([key]) => keeps || !leave.includes(key));
      return [{ ...m, data: Object.fromEntries(entries) } as unknown as Message];
    },
  }),
  wrapped('writes-its-times-in-kathmandu', { emit: (m) => [withTimes(m, kathmandu)] }, 'spelling of times'),
  wrapped(
    'writes-its-times-without-zeros',
    { emit: (m) => [withTimes(m, withoutZeros)] },
    'spelling of times',
  ),
  wrapped('writes-its-ids-in-capitals', {
    emit: (m) => [{ ...m, id: m.id.toUpperCase() }],
    deliver: (params) => {
      const message = heardIn(params);
      if (message === null) return params;
      // Answers name the id as it was written; the device inside knows its own by small letters.
      const { correlationid } = message;
      const data = message.data as { refMessageId?: unknown };
      const small = {
        ...message,
        ...(typeof correlationid === 'string' && /^[0-9A-F-]{36}$/.test(correlationid)
          ? { correlationid: correlationid.toLowerCase() }
          : {}),
        ...(typeof data?.refMessageId === 'string' && /^[0-9A-F-]{36}$/.test(data.refMessageId)
          ? { data: { ...data, refMessageId: data.refMessageId.toLowerCase() } }
          : {}),
      };
      return { ...params, message: small };
    },
  }),
  wrapped('counts-its-messages-from-a-million', { emit: (m) => [{ ...m, seq: m.seq + 1_000_000 }] }),
  wrapped('orders-its-members-otherwise', {
    emit: (m) => [Object.fromEntries(Object.entries(m).toReversed()) as unknown as Message],
  }),
  around('has-a-name-in-other-letters', [], (make) =>
    decorated(
      () =>
        declaring(
          make,
          {},
          {
            vendor: 'Žižkov & 充電株式会社 <電>',
            product: 'Εὐρυδίκη “R2‑D2” ⚡',
            version: '1.0.0-β',
          },
        ),
      {
        emit: (m) =>
          m.type === 'pr2.Receipt.v1' && m.data.detail !== undefined
            ? [{ ...m, data: { ...m.data, detail: 'Не понято — 不明 🤷' } }]
            : [m],
      },
    ),
  ),
];

/** Each object in a body has a figure of the vendor's beside what it is known for. */
function withMore(body: object): object {
  const more = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value, vendorDepth: 1 }
      : value;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, more(value)]));
}

/** All instants of a message written otherwise. */
function withTimes(message: Message, write: (text: string) => string): Message {
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return TIME.test(value) ? write(value) : value;
    if (Array.isArray(value)) return value.map(walk);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, walk(v)]));
  };
  return walk(message) as Message;
}

function kathmandu(text: string): string {
  const local = new Date(Date.parse(text) + KATHMANDU_MIN * 60_000).toISOString();
  return local.replace('Z', '+05:45');
}

function withoutZeros(text: string): string {
  return text.replace(/\.(\d*?)0+Z$/, (_all, kept: string) => (kept === '' ? 'Z' : `.${kept}Z`));
}
