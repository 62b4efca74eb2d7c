import { createHash } from 'node:crypto';
import type { BuiltImage } from './built-image.ts';
import { canonicalName, parseReference } from './reference.ts';

/** The official image as far as a program sees it; its Node is the host's. */
export function nodeImage(reference: string): BuiltImage {
  return {
    imageId: imageId(canonicalName(parseReference(reference))),
    entrypoint: [],
    command: ['node'],
    environment: { NODE_VERSION: process.versions.node },
    workingDirectory: '/',
    files: [],
    exposedPorts: [],
  };
}

/** An id in the form of the real ones, the same for the same content. */
export function imageId(content: string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
