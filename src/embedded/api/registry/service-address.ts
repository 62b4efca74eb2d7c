import type { AnyObject } from '../cluster-api.ts';
import { allocateNodePorts } from './node-ports.ts';
import type { RegistryContext } from './registry.ts';

const HEADLESS = 'None';

/** A new or changed Service with its cluster address and node ports. @throws ApiError 422 when a wished address is taken or out of range */
export function prepareService(context: RegistryContext, service: AnyObject): AnyObject {
  const spec = { ...service.spec };
  if (spec.type === 'ExternalName') return service;
  if (!spec.clusterIP && context.addresses) spec.clusterIP = context.addresses.allocateServiceAddress();
  else if (spec.clusterIP !== HEADLESS) context.addresses?.allocateServiceAddress(spec.clusterIP);
  if (spec.clusterIP) spec.clusterIPs = [spec.clusterIP];
  allocateNodePorts(context, spec);
  return { ...service, spec };
}

/** Gives the address of a Service that is gone back. */
export function releaseService(context: RegistryContext, service: AnyObject): void {
  const address = service.spec?.clusterIP;
  if (address && address !== HEADLESS) context.addresses?.releaseServiceAddress(address);
}
