import { syncBuiltinESMExports } from 'node:module';
import { patchPaths } from '../../../src/embedded/network/preload/paths.ts';

/** Gives a process the service account of the test in the place where pods have it. */
patchPaths([{ from: '/var/run/secrets/kubernetes.io/serviceaccount', to: process.env.ACCOUNT_DIRECTORY ?? '' }]);
syncBuiltinESMExports();
