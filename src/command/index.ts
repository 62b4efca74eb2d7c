export { type CommandOptions, type CommandOutput, runCommand } from './command.ts';
export { formatCommand } from './command-line.ts';
export { findProgram } from './find-program.ts';
export { findKernelModule } from './kernel-module.ts';
export { endProcessGroup, identifyProcess, lives, type ProcessIdentity } from './process-identity.ts';
