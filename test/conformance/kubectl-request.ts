import type { KubectlAnswer } from './answer.ts';
import type { Connection } from './connection.ts';
import { type Kubectl, runKubectl } from './kubectl-command.ts';
import { type Named, normaliseLines, normaliseObject } from './normalise.ts';
import { projections } from './projections.ts';
import type { KubectlRequest } from './requests/request.ts';
import { expand, namedValues, type Variables } from './variables.ts';

const kubectlTimeoutMs = 60_000;

/** Runs a kubectl command in the group's namespace and returns its exit code and normalised output. */
export async function answerKubectl(
  connection: Connection,
  asked: KubectlRequest,
  variables: Variables,
  home: string,
  kubectl: Kubectl,
): Promise<KubectlAnswer> {
  const request = expand(asked, variables);
  const stdin = Array.isArray(request.stdin)
    ? request.stdin.map(object => JSON.stringify(object)).join('\n---\n')
    : (request.stdin as string | undefined);
  const args = request.kubectl.includes('-n')
    ? request.kubectl
    : ['-n', variables.get('namespace')!, ...request.kubectl];
  const result = await runKubectl(kubectl, connection.kubeconfig, home, args, stdin, kubectlTimeoutMs);
  const named = namedValues(variables);
  return {
    exitCode: result.exitCode,
    stdout: standardOutput(request, result.stdout, named),
    stderr: normaliseLines(result.stderr, named),
  };
}

function standardOutput(request: KubectlRequest, text: string, named: Named): unknown {
  const object = text.startsWith('{') ? parsed(text) : undefined;
  if (object !== undefined)
    return normaliseObject(request.project ? projections[request.project]!(object) : object, named);
  const lines = normaliseLines(text, named);
  if (request.lastLine) return lines.slice(-1);
  return request.lines ? lines.filter(line => new RegExp(request.lines!).test(line)) : lines;
}

function parsed(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    // Text that only begins like JSON is compared as lines.
    return undefined;
  }
}
