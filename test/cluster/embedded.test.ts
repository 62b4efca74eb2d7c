import { processLives } from '../../src/cluster/embedded-process.ts';
import { describeProvider } from './provider-contract.ts';

describeProvider({
  provider: 'embedded',
  wish: () => ({ nodes: 2 }),
  loadsImages: true,
  setUpMs: 60_000,
  isGone: async identity => !processLives(Number(identity.details?.pid)),
});
