import type { Random } from '../selection-filters.ts';

/** What a pod says of itself: labels first, then annotations (a list of days has commas, which no label may have). */
interface Labelled {
  readonly metadata?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

/** When, and how likely, a pod may be hit by its own word. Facts: LABELS.md of PowerfulSeal, label_runner.py. */
export interface SealWish {
  /** 0: Sunday. */
  readonly days: readonly number[];
  /** Seconds since local midnight; the end exclusive. */
  readonly startSecond: number;
  readonly endSecond: number;
  readonly probability: number;
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Whether a pod opted in: `seal/enabled` is `true`. */
export function isSealEnabled(pod: Labelled): boolean {
  return read(pod, 'enabled', 'false') === 'true';
}

/** The wish of a pod that opted in, or what is wrong with it, in a clause: such a pod is left alone. */
export function readSealWish(pod: Labelled): SealWish | string {
  const days = read(pod, 'days', 'mon,tue,wed,thu,fri').split(',');
  const unknown = days.find(day => !weekdays.includes(day));
  if (unknown !== undefined) return `seal/days has "${unknown}", expected days such as mon,tue`;
  const startSecond = parseTime(read(pod, 'start-time', '10-00-00'));
  const endSecond = parseTime(read(pod, 'end-time', '17-30-00'));
  if (startSecond === undefined || endSecond === undefined)
    return `seal/${startSecond === undefined ? 'start' : 'end'}-time is no time such as 10-00-00`;
  const probability = read(pod, 'kill-probability', '1');
  if (!/^(0|1|[01]?\.\d+)$/.test(probability) || Number(probability) > 1)
    return `seal/kill-probability is "${probability}", expected a number from 0 to 1`;
  return { days: days.map(day => weekdays.indexOf(day)), startSecond, endSecond, probability: Number(probability) };
}

/** Why a pod is not to be hit now, in a clause; undefined: it is. Draws once where the pod left it to chance. */
export function sealRefusal(pod: Labelled, now: Date, random: Random): string | undefined {
  const wish = readSealWish(pod);
  if (typeof wish === 'string') return wish;
  const second = now.getHours() * 3600 + now.getMinutes() * 60 + now.getSeconds();
  if (!wish.days.includes(now.getDay())) return `seal/days leaves ${weekdays[now.getDay()]} out`;
  if (second < wish.startSecond || second >= wish.endSecond)
    return 'it is outside of seal/start-time and seal/end-time';
  if (wish.probability < 1 && random.next() >= wish.probability) return 'seal/kill-probability spared it';
  return undefined;
}

function read({ metadata }: Labelled, key: string, otherwise: string): string {
  return metadata?.labels?.[`seal/${key}`] || metadata?.annotations?.[`seal/${key}`] || otherwise;
}

function parseTime(text: string): number | undefined {
  const [, hour = '', minute = '', second = ''] = /^(\d\d)-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return Number(hour) * 3600 + Number(minute) * 60 + Number(second);
}
