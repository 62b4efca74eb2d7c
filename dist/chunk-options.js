// src/options.ts
const defaultTimeoutMs = 9e5;
const defaultDeployTimeoutMs = 12e4;
const defaultOut = "chaos-gate-out";
export { defaultOut as n, defaultTimeoutMs as r, defaultDeployTimeoutMs as t };
