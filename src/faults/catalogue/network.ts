import { both, type CatalogueEntry, programs } from './entry.ts';

const networkUndo = 'the rule is removed';
const networkReceipt = "the rule's counters moved, and a sentinel in the victim's network saw it";
/** What is more to be seen of some effects than that. */
const moreReceipt: Readonly<Record<string, string>> = {
  loss: ': of up to 1000 connections at least 55 % of the share asked for, and of one below 14 %, or of a short fault, at least 30 % of it',
};
/** What the kernel of a real node has to have besides iptables. */
const kernelNeeds: Readonly<Record<string, string>> = {
  delay: '; netem, or Perl for a relay of TCP instead of it',
  rate: '; tbf and htb',
  dns: '; netem for names that are late',
};
const netemMachine =
  "a pod's network namespace without Kubernetes, on a kernel with netem (`test/faults/netem.test.ts`)";
const ranAs: Readonly<Record<string, string>> = {
  delay: `on kind by the relay, as its kernel had no netem; netem in ${netemMachine}`,
  dns: `on kind names that fail; late ones in ${netemMachine}`,
};
export const networkFaults: readonly CatalogueEntry[] = [
  ['delay', 'Packets are late, with jitter'],
  ['loss', 'A share of the packets is lost'],
  ['rate', 'No more bits a second'],
  ['partition', 'Every packet is dropped: connections hang'],
  ['refuse', 'Connections are reset'],
  ['dns', 'Names cannot be looked up, or only slowly'],
].map(([effect, does = '']) => ({
  key: `networkAction.${effect}`,
  does,
  receipt: networkReceipt + (moreReceipt[effect ?? ''] ?? ''),
  undo: networkUndo,
  needs: `${programs}: curl, systemd-run${kernelNeeds[effect ?? ''] ?? ''} (kind)`,
  ran: both,
  ...(ranAs[effect ?? ''] && { ranAs: ranAs[effect ?? ''] }),
}));

export const dependencyFaults: readonly CatalogueEntry[] = [
  ['latency', 'Answers of a Service are late'],
  ['sweep', 'Latencies one after another, for the slope of the amplification'],
  ['reset', 'Connections are reset'],
  ['timeout', 'Nothing is answered any more'],
  ['slicer', 'Answers come in small pieces'],
  ['bandwidth', 'No more bits a second for each connection'],
].map(([effect, does = '']) => ({
  key: `dependencyAction.${effect}`,
  does,
  receipt: "Toxiproxy's own answer, and a sentinel through the Service",
  undo: 'the Service points at its pods again, the proxy is deleted',
  needs: 'an image of Toxiproxy (kind)',
  ran: effect === 'slicer' ? ['kind'] : both,
  ...(effect === 'slicer' && { refused: { embedded: 'its network has no slicer' } }),
}));
