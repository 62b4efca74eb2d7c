import type { AnyObject } from '../cluster-api.ts';
import { badRequest } from '../status/index.ts';

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

/**
 * The container of a pod that a request means: the one it names, or the only one.
 * @throws ApiError 400 when there is no such container, or when there are several and none is named
 */
export function chooseContainer(pod: AnyObject, named: string | null): string {
  const { spec, metadata } = pod;
  const namesOf = (containers: readonly AnyObject[] = []) => containers.map(one => one.name as string);
  const regular = namesOf(spec.containers);
  const init = namesOf(spec.initContainers);
  const wanted = named || (regular.length === 1 ? regular[0] : metadata!.annotations?.[DEFAULT_CONTAINER]);
  if (wanted && [...regular, ...init].includes(wanted)) return wanted;
  if (named) throw badRequest(`container ${named} is not valid for pod ${metadata!.name}`);
  const others = init.length > 0 ? ` or one of the init containers: [${init.join(' ')}]` : '';
  throw badRequest(
    `a container name must be specified for pod ${metadata!.name}, choose one of: [${regular.join(' ')}]${others}`,
  );
}
