import { ApiFailure } from '../../../kubernetes/api-failure.ts';
import type { LastingFaultContext } from '../lasting-fault.ts';
import type { Witness } from './witness.ts';

const timeoutMs = 3_000;

/** The API answers nobody; or it says of a part of itself, at `path`, that it is not well. */
export function apiWitness(path: string, { kubernetes, signal }: LastingFaultContext): Witness {
  return {
    async look() {
      try {
        const { status } = await kubernetes.send({ path, asking: 'whether the API is well', signal, timeoutMs });
        return status === 200 ? undefined : `the API server says ${status} to ${path}`;
      } catch (error) {
        if (!(error instanceof ApiFailure)) throw error;
        return 'the API answers nobody';
      }
    },
  };
}
