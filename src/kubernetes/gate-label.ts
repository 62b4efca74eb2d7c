/** On everything that the gate itself puts into a cluster: no fault hits it. */
export const gateLabel = 'chaos-gate.io/part-of';
export const partOfGate = { [gateLabel]: 'gate' } as const;
