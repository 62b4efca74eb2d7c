// src/version.ts
/** This tool's version, as package.json has it. */
const version = "0.1.0";
export { version as t };
