export { applyConfiguration, checkApplyParameters } from './apply-configuration.ts';
export { trackUpdate } from './managed-fields.ts';
