import { expect, test } from '@jest/globals';
import { readCommandLine } from '../../src/cli/arguments.ts';

/** Every flag of PowerfulSeal's command line (powerfulseal/cli/__main__.py), but for those that mean the same here. */
const flags =
  `--accept-proxy-headers --aws --azure --azure-node-resource-group-name --azure-resource-group-name --config
--datadog-collector --execution-mode --gcp --gcp-config-file --headless --host --inventory-file --inventory-kubernetes
--kubernetes-namespace --max-seconds-between-runs --min-seconds-between-runs --no-cloud --openstack --openstack-cloud-name
--override-ssh-host --policy-file --port --prometheus-collector --prometheus-host --prometheus-port --remote-user --silent
--ssh-allow-missing-host-keys --ssh-kill-command --ssh-password --ssh-path-to-private-key --stdout-collector
--use-pod-delete-instead-of-ssh-kill --use-private-ip`.split(/\s+/);

test.each(flags)("%s is PowerfulSeal's: the error says what to do instead", flag => {
  for (const argv of [[flag], [`${flag}=x`], [flag, 'x']])
    expect(() => readCommandLine(['run', 'policy.yml', ...argv])).toThrow(
      new RegExp(`^${flag} is PowerfulSeal's: .{20}`),
    );
});

test('a flag that neither has is unknown', () => {
  expect(() => readCommandLine(['run', '--frob'])).toThrow(/Unknown option '--frob'; see chaos-gate --help/);
});
