export * from './api-errors.ts';
export * from './field-error.ts';
export { failureStatus, successStatus } from './status-object.ts';
