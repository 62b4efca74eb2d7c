import { InfrastructureFailure } from '../errors.ts';
import type { ClusterProvider } from './cluster.ts';

/** Minikube is not driven yet; one that runs already can be used as an existing cluster. */
export const minikube: ClusterProvider = {
  name: 'minikube',
  async up() {
    throw new InfrastructureFailure(
      'this version cannot bring Minikube up: start it with minikube start and use --cluster existing --context minikube, or use --cluster kind',
    );
  },
  async attach() {
    return undefined;
  },
};
