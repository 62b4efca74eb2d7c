import type { ProcessActionStep } from '../../../scenario/suite.ts';
import type { LastingFault } from '../lasting-fault.ts';
import { prepareSwitch } from './http-switch.ts';
import { preparePause, refusePause } from './pause.ts';
import { prepareSyscall, refuseSyscall } from './syscall.ts';

/** Disturbs processes without ending them: frozen, with failing system calls, or by the app's own switch. */
export const processAction: LastingFault<ProcessActionStep> = {
  kind: 'processAction',
  async refusal({ fault }, targets, context) {
    if (fault.kind === 'pause') return refusePause(fault, targets);
    if (fault.kind === 'syscall') return await refuseSyscall(fault, targets, context);
    return undefined;
  },
  async prepare({ fault, durationMs }, targets, context) {
    if (fault.kind === 'pause') return await preparePause(fault, targets, context);
    if (fault.kind === 'syscall') return prepareSyscall(fault, targets, durationMs, context);
    return await prepareSwitch(fault, targets, context);
  },
};
