import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { putAnnotations, readGrafana } from '../../src/grafana.ts';
import { timelineAnnotations } from '../../src/report/index.ts';
import { faultT } from '../judge/journal-builder.ts';
import { parseExposition } from './exposition.ts';
import { openGrafana } from './grafana-server.ts';
import { inputOf, journalNaming, render } from './report-inputs.ts';
import { refuted } from './sample-journals.ts';

const token = 'glsa_0123456789';
const annotations = timelineAnnotations(inputOf(refuted));

describe('annotations', () => {
  test('the experiment and its fault, at their times, with tags to find them by', () => {
    const startedMs = Date.parse('2026-01-02T03:04:05Z');
    const run = expect.stringMatching(/^run:[0-9a-f]{16}$/);
    expect(annotations).toEqual([
      {
        time: startedMs,
        timeEnd: startedMs + 9000,
        tags: ['chaos-gate', run, 'experiment', 'refuted'],
        text: expect.stringContaining('<b>Half of the pods die</b>'),
      },
      {
        time: startedMs + faultT,
        timeEnd: startedMs + faultT,
        tags: ['chaos-gate', run, 'fault', 'kill'],
        text: expect.stringContaining('api-1<br>process 12 ended'),
      },
    ]);
  });

  test('a hostile name stays text', () => {
    for (const { text } of timelineAnnotations(inputOf(journalNaming('<img src=x onerror=alert(1)>'))))
      expect(text.replace(/<\/?b>|<br>/g, '')).not.toContain('<');
  });

  test('each is put there once, however often', async () => {
    await using server = await openGrafana({ token });
    const grafana = readGrafana(`${server.url}/`, token);
    expect(await putAnnotations(grafana, annotations)).toBe(2);
    expect(await putAnnotations(grafana, annotations)).toBe(0);
    expect(server.kept).toHaveLength(2);
    expect(server.kept[0]).toMatchObject(annotations[0]!);
    expect(server.requests).toEqual([
      'GET /api/annotations',
      'POST /api/annotations',
      'POST /api/annotations',
      'GET /api/annotations',
    ]);
  });

  test('what Grafana does not take is one sentence, without the token', async () => {
    await using server = await openGrafana({ token, readOnly: true });
    await expect(putAnnotations(readGrafana(server.url, token), annotations)).rejects.toThrow(
      /403 .*annotations:create/,
    );
    const wrong = putAnnotations(readGrafana(server.url, 'glsa_wrong'), annotations);
    await expect(wrong).rejects.toThrow(/401 .*Invalid API key/);
    await expect(wrong).rejects.not.toThrow(/glsa_wrong/);
    await expect(putAnnotations(readGrafana('http://127.0.0.1:1', token), annotations)).rejects.toThrow(
      /^Grafana at http:\/\/127\.0\.0\.1:1: /,
    );
  });

  test.each([
    ['no address', 'grafana', token],
    ['another scheme', 'file:///etc/passwd', token],
    ['a password in the address', 'https://admin:admin@grafana.example', token],
    ['no token', 'https://grafana.example', undefined],
  ])('%s is invalid input', (_, url, given) => {
    expect(() => readGrafana(url, given)).toThrow(/^--grafana-url: expected/);
  });
});

describe('the dashboard (docs/grafana/chaos-gate.json)', () => {
  const dashboard = JSON.parse(readFileSync(new URL('../../docs/grafana/chaos-gate.json', import.meta.url), 'utf8'));
  const targets: { expr: string; refId: string }[] = dashboard.panels.flatMap((panel: any) => panel.targets);

  test('asks only for metrics and labels that metrics.prom has', () => {
    const families = parseExposition(render('metrics.prom', refuted));
    expect(targets.length).toBeGreaterThan(5);
    for (const { expr } of targets)
      for (const [, name = '', selector = ''] of expr.matchAll(/(chaos_gate_\w+)(?:\{([^}]*)\})?/g)) {
        const family = families.get(name);
        expect({ name, there: family !== undefined }).toEqual({ name, there: true });
        for (const [, label = ''] of selector.matchAll(/(\w+)=~?"/g))
          expect(Object.keys(family?.points[0]?.labels ?? {})).toContain(label);
      }
  });

  test('every panel has an id of its own, a description, and a place that no other has', () => {
    const taken = new Set<string>();
    for (const { id, description, gridPos, targets: own } of dashboard.panels) {
      expect(description).toMatch(/\.$/);
      expect(new Set(own.map(({ refId }: any) => refId)).size).toBe(own.length);
      for (const cell of [`id ${id}`, ...cellsOf(gridPos)]) {
        expect(taken.has(cell)).toBe(false);
        taken.add(cell);
      }
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
    }
  });

  test('shows the annotations that the gate puts there, and works with any Prometheus', () => {
    expect(dashboard.annotations.list[0].target.tags).toEqual(['chaos-gate']);
    const variable = ['$', '{datasource}'].join('');
    for (const panel of dashboard.panels) expect(panel.datasource.uid).toBe(variable);
    expect(dashboard.templating.list.map(({ name }: any) => name)).toEqual(['datasource', 'experiment']);
  });
});

function cellsOf({ x, y, w, h }: { x: number; y: number; w: number; h: number }): string[] {
  return Array.from({ length: w * h }, (_, index) => `cell ${x + (index % w)} ${y + Math.floor(index / w)}`);
}
