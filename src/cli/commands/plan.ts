import { join } from 'node:path';
import { requiredPermissions } from '../../cluster/index.ts';
import { InvalidInput } from '../../errors.ts';
import { BlastRadiusExceeded } from '../../experiment/blast-radius.ts';
import { planFaults } from '../../experiment/plan.ts';
import { listenForInterruption } from '../../interruption.ts';
import type { KubernetesAccess } from '../../kubernetes/access.ts';
import { formatPermission, listMissingPermissions } from '../../kubernetes/cluster-facts.ts';
import { accessCluster } from '../../kubernetes/connect.ts';
import { loadApp } from '../../kubernetes/load-app.ts';
import { bringUp, checkCluster, deployApp } from '../../lifecycle.ts';
import { prepareOutputFolder } from '../../output-folder.ts';
import { formatPlan, isRefused, type Outlook, type Plan, planScenario, totalDuration } from '../../plan/index.ts';
import { printable } from '../../report/event-line.ts';
import { openRun, type Run } from '../../run.ts';
import type { Scenario, Suite } from '../../scenario/suite.ts';
import { gatherScenarios } from '../../scenarios-from-cluster.ts';
import { exitCodes } from '../../verdict.ts';
import { loadWishes } from '../../wishes.ts';
import type { CommandLine } from '../arguments.ts';
import { readStdin } from '../load-files.ts';
import { openProgress } from '../progress.ts';

/**
 * `plan FILE...`: what a run would do to the cluster; injects nothing. A cluster of its own gets the app first, one that
 * was there before is looked at as it is. Exit 3 where `run` would refuse, or would find nothing to hit.
 */
export async function plan(line: CommandLine): Promise<number> {
  const { options, operands: files } = line;
  if (files.length === 0) throw new InvalidInput('plan: found no FILE, expected scenario files, folders, or -');
  const suite = await loadWishes({ ...options, files, stdin: await readStdin(files) });
  await checkCluster(suite.cluster, options);
  // Not in --out itself: the results of a run stay where they are.
  const folder = await prepareOutputFolder(join(options.out, 'plan'));
  using progress = openProgress(line);
  using interruption = listenForInterruption(progress.say);
  using run = openRun(folder, { ...options, signal: interruption.signal, onEvent: event => progress.onEvent(event) });
  const planned = await lookAtCluster(run, suite, line);
  progress[Symbol.dispose]();
  process.stdout.write(line.format === 'json' ? `${JSON.stringify(planned, null, 2)}\n` : showText(planned));
  return isRefused(planned) ? exitCodes.invalidInput : exitCodes.upheld;
}

async function lookAtCluster(run: Run, suite: Suite, { options }: CommandLine): Promise<Plan> {
  await using cluster = await bringUp(run, suite.cluster, options, suite.app.images);
  const kubernetes = await accessCluster(cluster, run.signal);
  const { provider, name, created } = cluster.identity;
  let permissions = created ? undefined : await checkPermissions(run, suite, kubernetes);
  if (created) await deployApp(run, suite.app, cluster, kubernetes, options.deployTimeoutMs);
  const seed = options.seed ?? suite.config.seed;
  const isAllowed = () => permissions === undefined || permissions.missing.length === 0;
  const chosen = isAllowed()
    ? await gatherScenarios(suite, options.scenarios, kubernetes, run.signal)
    : suite.scenarios;
  if (permissions && chosen !== suite.scenarios)
    permissions = await checkPermissions(run, { ...suite, scenarios: chosen }, kubernetes);
  const look = { seed: seed ?? 0, run: 0, legacy: options.compat === 'legacy' };
  const awaitsApp = !created && (suite.app.manifests.length > 0 || suite.app.goldpinger);
  // Legacy: what was not found counts as done.
  const provisional = awaitsApp || look.legacy;
  const scenarios = [];
  for (const scenario of chosen)
    scenarios.push(
      planScenario(
        scenario,
        isAllowed() ? await lookAhead(scenario, kubernetes, { ...look, provisional }, run.signal) : 'not-looked',
      ),
    );
  const duration = totalDuration(scenarios, suite.config);
  return { schemaVersion: 1, cluster: { provider, name, created }, seed, scenarios, duration, permissions };
}

async function lookAhead(
  scenario: Scenario,
  kubernetes: KubernetesAccess,
  { provisional, ...look }: Parameters<typeof planFaults>[2] & { readonly provisional: boolean },
  signal: AbortSignal,
): Promise<Outlook> {
  try {
    return { faults: await planFaults(scenario, kubernetes, look, signal), provisional };
  } catch (error) {
    if (error instanceof BlastRadiusExceeded) return { refused: error.message };
    throw error;
  }
}

/** Of a cluster that was there before, where the run is a guest. */
async function checkPermissions(
  run: Run,
  suite: Suite,
  kubernetes: KubernetesAccess,
): Promise<NonNullable<Plan['permissions']>> {
  const required = await requiredPermissions(suite, await loadApp(suite.app, run.signal), kubernetes, run.signal);
  const missing = await listMissingPermissions(kubernetes, required, run.signal);
  return { required: required.length, missing: missing.map(formatPermission) };
}

/** Names come from outside: nothing in them moves a terminal's cursor. */
function showText(planned: Plan): string {
  return formatPlan(planned).split('\n').map(printable).join('\n');
}
