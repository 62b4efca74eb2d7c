import { join } from 'node:path';

/** A file of the bundle that was built from src before the tests began. */
export function distFile(name: string): string {
  const folder = process.env.CHAOS_GATE_BUILD;
  if (!folder) throw new Error('the tests run without jest.config.js, whose globalSetup builds the bundle');
  return join(folder, 'dist', name);
}
