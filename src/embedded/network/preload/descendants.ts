import childProcess from 'node:child_process';

/** Hands the pod on to child processes: those that are Node (or start one) are in the pod as well. */
export function patchDescendants(preload: string, variables: Readonly<Record<string, string>>): void {
  const option = `--import=${preload}`;
  const handedOn = (environment: Readonly<Record<string, string | undefined>>): Record<string, string> => {
    const options = environment.NODE_OPTIONS ?? '';
    return { ...variables, NODE_OPTIONS: options.includes(option) ? options : `${options} ${option}`.trim() };
  };

  const prototype = childProcess.ChildProcess.prototype as unknown as {
    spawn(options: { envPairs?: string[] }): number;
  };
  const spawn = prototype.spawn;
  prototype.spawn = function (options) {
    const pairs = options.envPairs ?? [];
    const own = pairs.find(pair => pair.startsWith('NODE_OPTIONS='))?.slice('NODE_OPTIONS='.length);
    const added = Object.entries(handedOn({ NODE_OPTIONS: own })).map(([name, value]) => `${name}=${value}`);
    options.envPairs = [...pairs.filter(pair => !pair.startsWith('NODE_OPTIONS=')), ...added];
    return spawn.call(this, options);
  };

  for (const name of ['spawnSync', 'execFileSync', 'execSync'] as const) {
    const original = childProcess[name] as (...args: any[]) => unknown;
    (childProcess as any)[name] = (...args: any[]) => {
      const at = args.findIndex(
        (argument, index) => index > 0 && typeof argument === 'object' && argument !== null && !Array.isArray(argument),
      );
      const given = at < 0 ? {} : args[at];
      const environment = given.env ?? process.env;
      const options = { ...given, env: { ...environment, ...handedOn(environment) } };
      return at < 0 ? original(...args, options) : original(...args.with(at, options));
    };
  }
}
