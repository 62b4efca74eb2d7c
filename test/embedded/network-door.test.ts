import { expect, test } from '@jest/globals';
import { connect, readJson } from '../../src/kubernetes/connect.ts';
import { openKeptCluster } from '../support/cluster.ts';
import { openFolder } from '../support/gate.ts';

test('rules of the network are set, listed and removed through the door; a wrong one is told what is wrong', async () => {
  using folder = openFolder();
  await using cluster = await openKeptCluster(folder);
  const connection = await connect(cluster.kubeconfig, undefined);
  const path = '/chaos-gate/v1/network/rules';
  const ask = (method: 'GET' | 'PUT' | 'DELETE', suffix = '', body?: unknown) =>
    readJson<any>(connection, { method, path: `${path}${suffix}`, body });

  await ask('PUT', '/slow', { to: ['127.1.1.1'], port: 80, effect: { kind: 'delay', delayMs: 100 } });
  const { rules } = await ask('GET');
  expect(rules).toHaveLength(1);
  expect(rules[0]).toMatchObject({ id: 'slow', to: ['127.1.1.1'], port: 80, effect: { kind: 'delay', delayMs: 100 } });
  await expect(ask('PUT', '/odd', { effect: { kind: 'melt' } })).rejects.toThrow(
    'expected delay, rate, loss, drop, reset, name-failure or name-delay',
  );
  await expect(ask('PUT', '/odd', { to: ['shop'], effect: { kind: 'drop' } })).rejects.toThrow(
    'expected a list of IPv4 addresses',
  );
  expect(await ask('DELETE', '/slow')).toEqual({ removed: true });
  expect(await ask('DELETE', '/slow')).toEqual({ removed: false });
});
