import { expect, test } from '@jest/globals';
import { journalOf } from '../judge/journal-builder.ts';
import { parseExposition } from './exposition.ts';
import { render } from './report-inputs.ts';
import { inconclusive, refuted, upheld } from './sample-journals.ts';

const metricsOf = (events: typeof upheld) => parseExposition(render('metrics.prom', events));
const readValue = (events: typeof upheld, family: string, labels: Record<string, string> = {}) =>
  metricsOf(events)
    .get(family)
    ?.points.find(point => Object.entries(labels).every(([name, value]) => point.labels[name] === value))?.value;

test('every family is a gauge, named and explained, with its unit at the end of its name', () => {
  for (const events of [upheld, refuted, inconclusive])
    for (const [name, { type, unit, help, points }] of metricsOf(events)) {
      expect({ name, type, help }).toEqual({
        name: expect.stringMatching(/^chaos_gate_/),
        type: 'gauge',
        help: expect.stringMatching(/\.$/),
      });
      if (unit) expect(name.endsWith(`_${unit}`)).toBe(true);
      expect(points.length).toBeGreaterThan(0);
    }
});

test('the verdict and its numbers, in base units', () => {
  expect(readValue(refuted, 'chaos_gate_run_verdict', { verdict: 'refuted' })).toBe(1);
  expect(readValue(refuted, 'chaos_gate_run_verdict', { verdict: 'upheld' })).toBe(0);
  expect(readValue(refuted, 'chaos_gate_run_exit_code')).toBe(1);
  expect(readValue(refuted, 'chaos_gate_run_start_time_seconds')).toBe(Date.parse('2026-01-02T03:04:05Z') / 1000);
  expect(readValue(refuted, 'chaos_gate_probe_success_ratio', { phase: 'method' })).toBe(0.9);
  expect(readValue(refuted, 'chaos_gate_probe_samples', { phase: 'method', outcome: 'failed' })).toBe(6);
  expect(readValue(refuted, 'chaos_gate_probe_latency_seconds', { phase: 'method', statistic: 'p95' })).toBe(0.004);
  expect(readValue(refuted, 'chaos_gate_recovery_seconds')).toBe(0.3);
  expect(readValue(refuted, 'chaos_gate_faults', { receipt: 'landed' })).toBe(1);
});

test('what cannot be told is NaN, never a number', () => {
  expect(readValue(inconclusive, 'chaos_gate_tolerance_holds', { phase: 'method' })).toBeNaN();
  expect(metricsOf(inconclusive).get('chaos_gate_probe_success_ratio')).toBeUndefined();
});

test('probes of the same name are told apart', () => {
  const twice = journalOf({ probes: [{ name: 'web' }, { name: 'web' }] });
  const probes = metricsOf(twice)
    .get('chaos_gate_probe_success_ratio')
    ?.points.map(({ labels }) => labels.probe);
  expect(new Set(probes)).toEqual(new Set(['web', 'web (2)']));
});
