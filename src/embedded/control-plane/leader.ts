import { randomUUID } from 'node:crypto';
import type { ClusterApi } from '../api/cluster-api.ts';
import type { ApiOutage } from '../api-outage.ts';
import type { Component } from './component.ts';
import { holdLease } from './leader-lease.ts';

export interface LeaderOptions {
  readonly api: ClusterApi;
  readonly outage: ApiOutage;
  /** Of its lease in kube-system. */
  readonly lease: string;
  readonly node: string;
  /** Begins its work; the function that is returned ends it. */
  readonly run: () => () => void;
  readonly onError: (error: unknown, where: string) => void;
}

/**
 * Starts a component that works while it holds its lease: kube-scheduler, kube-controller-manager. Without an API server it can
 * hold none and stands still. Each start is a new holder of the lease, as a new process is.
 */
export function startLeader(options: LeaderOptions): Component & Disposable {
  const { api, outage, lease, node, run, onError } = options;
  let wanted = true;
  let end: (() => void) | undefined;
  const follow = (): void => {
    const works = wanted && !outage.lasts;
    if (works && !end) {
      const releaseLease = holdLease(api, lease, `${node}_${randomUUID()}`, onError);
      const endWork = run();
      end = () => {
        releaseLease();
        endWork();
      };
    }
    if (!works) {
      end?.();
      end = undefined;
    }
  };
  const forget = outage.onChange(follow);
  follow();
  const want = (running: boolean) => (): void => {
    wanted = running;
    follow();
  };
  return {
    get running() {
      return wanted;
    },
    stop: want(false),
    start: want(true),
    [Symbol.dispose]() {
      forget();
      want(false)();
    },
  };
}
