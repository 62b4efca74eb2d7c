import net from 'node:net';
import { constants } from 'node:os';

/** Node's TCP socket as its own modules use it: what a system call is to a C program. Errors are negative errno values. */
export interface TcpHandle {
  bind(address: string, port: number, flags?: number): number;
  bind6(address: string, port: number, flags?: number): number;
  listen(backlog: number): number;
  connect(request: ConnectRequest, address: string, port: number): number;
  connect6(request: ConnectRequest, address: string, port: number): number;
  getsockname(out: SocketName): number;
  getpeername(out: SocketName): number;
  close(callback?: () => void): void;
}

export type SystemCalls = Omit<TcpHandle, 'close'>;

export interface ConnectRequest {
  oncomplete(status: number, handle: TcpHandle, request: ConnectRequest, readable: boolean, writable: boolean): void;
}

export interface SocketName {
  address?: string;
  family?: string;
  port?: number;
}

/** The prototype that every TCP socket of the process shares, those of `net`, `http`, `tls` and `fetch` alike. */
export function tcpPrototype(): TcpHandle {
  const create = (net as unknown as { _createServerHandle(address: string, port: number, type: 4): TcpHandle | number })
    ._createServerHandle;
  const handle = create('127.0.0.1', 0, 4);
  if (typeof handle === 'number') throw new Error(`cannot open a socket on 127.0.0.1: error ${handle}`);
  handle.close();
  return Object.getPrototypeOf(handle);
}

/** The functions as Node made them, whatever is put in their place afterwards. */
export function systemCallsOf(tcp: TcpHandle): SystemCalls {
  const { bind, bind6, listen, connect, connect6, getsockname, getpeername } = tcp;
  return { bind, bind6, listen, connect, connect6, getsockname, getpeername };
}

/** As libuv returns them. */
export const errors = {
  EACCES: -constants.errno.EACCES,
  EADDRINUSE: -constants.errno.EADDRINUSE,
  EADDRNOTAVAIL: -constants.errno.EADDRNOTAVAIL,
  ECONNREFUSED: -constants.errno.ECONNREFUSED,
  ENETDOWN: -constants.errno.ENETDOWN,
  ETIMEDOUT: -constants.errno.ETIMEDOUT,
};
