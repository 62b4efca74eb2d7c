import { commented, type Draft, type DraftMap } from '../../draft/draft.ts';
import { parseDuration } from '../../scenario/duration.ts';
import { type Note, noteLine } from '../note.ts';
import { targetOfUrl } from '../service-url.ts';
import type { Source } from '../source.ts';

/** A probe of an experiment as one of the steady state; none when it has no counterpart, which its leftovers then say. */
export function importProbe(probe: Source): Draft[] {
  const type = probe.get('type').value;
  const convert = { httpProbe: importHttpProbe, k8sProbe: importK8sProbe }[String(type)];
  const imported = convert?.(probe);
  if (!imported) return [];
  probe.get('type').text();
  const name = probe.get('name').text() ?? String(type);
  const notes = [...modeNotes(probe), ...runNotes(probe)];
  return [commented({ name: name.slice(0, 80), ...imported }, notes.map(noteLine))];
}

function importHttpProbe(probe: Source): DraftMap | undefined {
  const inputs = probe.get('httpProbe/inputs');
  const method = inputs.get('method').keys[0] ?? 'get';
  const request = inputs.get('method', method);
  const url = inputs.get('url').value;
  const target = typeof url === 'string' ? targetOfUrl(url) : undefined;
  const code = Number(request.get('responseCode').value);
  // Another comparison than equality asks for something else than we can.
  if (!target || request.get('criteria').value !== '==' || !Number.isInteger(code)) return undefined;
  inputs.get('url').text();
  request.get('criteria').text();
  request.get('responseCode').text();
  const type = request.get('contentType').text();
  return {
    probeHTTP: {
      ...target,
      method: method === 'get' ? undefined : method,
      headers: type === undefined ? undefined : [{ name: 'Content-Type', value: type }],
      body: request.get('body').text(),
      code: code === 200 ? undefined : code,
      insecure: inputs.get('insecureSkipVerify').flag(),
      ...pace(probe, inputs.get('responseTimeout').number()),
    },
    tolerance: { success: '>= 99%' },
  };
}

/** `present` and `absent` are counts; the other operations change the cluster. */
function importK8sProbe(probe: Source): DraftMap | undefined {
  const inputs = probe.get('k8sProbe/inputs');
  const operation = inputs.get('operation').value;
  const narrowed = inputs.get('fieldSelector').value !== undefined;
  if ((operation !== 'present' && operation !== 'absent') || narrowed) return undefined;
  inputs.get('operation').text();
  const group = inputs.get('group').text();
  return {
    probeKubernetes: {
      resource: [inputs.get('resource').text(), group].filter(Boolean).join('.'),
      namespace: inputs.get('namespace').text(),
      selector: inputs.get('labelSelector').text(),
      value: 'count',
      ...pace(probe, undefined),
    },
    tolerance: { value: operation === 'present' ? '>= 1' : '== 0' },
  };
}

/** How often it looks and how long it waits. */
function pace(probe: Source, timeoutMs: number | undefined): DraftMap {
  const run = probe.get('runProperties');
  return {
    every: durationOf(run.get('probePollingInterval')) ?? durationOf(run.get('interval')),
    timeout: timeoutMs ?? durationOf(run.get('probeTimeout')),
  };
}

/** Bare numbers of Litmus count seconds. */
function durationOf(source: Source): string | undefined {
  const { value } = source;
  const text = /^\d+$/.test(String(value)) ? `${String(value)}s` : String(value);
  if ((parseDuration(text) ?? 0) <= 0) return undefined;
  source.text();
  return text;
}

function modeNotes(probe: Source): Note[] {
  const mode = probe.get('mode');
  const said = mode.text();
  if (said === undefined || said === 'Continuous') return [];
  return [mode.remark(`${JSON.stringify(said)}: here it is sampled in every phase of the run`)];
}

function runNotes(probe: Source): Note[] {
  const run = probe.get('runProperties');
  const retried = 'every sample counts, the tolerance says how many may fail';
  return [
    ...run.get('retry').leftovers(retried),
    ...run.get('attempt').leftovers(retried),
    ...run.get('stopOnFailure').leftovers('the run goes on, and is red at the end'),
    ...probe.leftovers(),
  ];
}
