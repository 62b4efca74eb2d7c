import type { Socket } from 'node:net';
import type { ActiveRule, ConnectionEnds, RuleTable } from './rules.ts';
import { createTrafficShaper, type Parcel, type TrafficShaper } from './traffic-shaper.ts';

/** Two sockets joined into one connection: bytes, half-closes and resets pass, each way under its rules. */
export interface Connection {
  readonly ends: ConnectionEnds;
  /** Looks the rules up again, after they changed. */
  applyRules(): void;
  reset(): void;
}

/** One way through a connection. */
interface Direction {
  readonly source: Socket;
  readonly sink: Socket;
  shaper: TrafficShaper | undefined;
}

/**
 * Joins `client` (accepted) and `server` (connecting or connected), both with `allowHalfOpen`.
 * Without rules a chunk that was read is written, and nothing else. `onClose` is called once, when both are closed.
 */
export function joinSockets(
  client: Socket,
  server: Socket,
  ends: ConnectionEnds,
  rules: RuleTable,
  random: () => number,
  onClose: (connection: Connection) => void,
): Connection {
  const forward: Direction = { source: client, sink: server, shaper: undefined };
  const backward: Direction = { source: server, sink: client, shaper: undefined };
  let open = 2;
  const onClosed = (): void => {
    if (--open > 0) return;
    forward.shaper?.stop();
    backward.shaper?.stop();
    onClose(connection);
  };
  pump(forward, onClosed);
  pump(backward, onClosed);
  // Admission has counted the connection for the rules that were there.
  let met = new Set<ActiveRule>(rules.size === 0 ? [] : [...rules.forward(ends), ...rules.backward(ends)]);
  const connection: Connection = {
    ends,
    applyRules() {
      const ahead = rules.forward(ends);
      const back = rules.backward(ends);
      const meets = new Set([...ahead, ...back]);
      for (const rule of meets) if (!met.has(rule)) rule.connections++;
      met = meets;
      if ([...ahead, ...back].some(({ rule }) => rule.effect.kind === 'reset')) return connection.reset();
      shape(forward, ahead, random);
      shape(backward, back, random);
    },
    reset() {
      client.resetAndDestroy();
      server.resetAndDestroy();
    },
  };
  if (rules.size > 0) connection.applyRules();
  return connection;
}

function pump(direction: Direction, onClosed: () => void): void {
  const { source, sink } = direction;
  const pass = (parcel: Parcel): void => {
    if (direction.shaper && !direction.shaper.idle) {
      direction.shaper.push(parcel);
      if (direction.shaper.full) source.pause();
    } else deliver(direction, parcel);
  };
  source.on('data', pass);
  // The client may have said all it has to say before the server was reached.
  if (source.readableEnded) pass('end');
  else source.on('end', () => pass('end'));
  sink.on('drain', () => {
    if (!direction.shaper?.full) source.resume();
  });
  // What went wrong shows as a close that is no orderly end, which the other side then sees as a reset.
  source.on('error', () => {});
  source.on('close', () => {
    if (!source.readableEnded || !source.writableFinished) pass('reset');
    onClosed();
  });
}

function deliver({ source, sink }: Direction, parcel: Parcel): void {
  if (parcel === 'reset') sink.resetAndDestroy();
  else if (parcel === 'end') sink.end();
  else if (!sink.destroyed && !sink.write(parcel)) source.pause();
}

function shape(direction: Direction, rules: ReturnType<RuleTable['forward']>, random: () => number): void {
  if (rules.length > 0)
    direction.shaper ??= createTrafficShaper(
      parcel => deliver(direction, parcel),
      () => direction.source.resume(),
      random,
    );
  direction.shaper?.setRules(rules);
}
