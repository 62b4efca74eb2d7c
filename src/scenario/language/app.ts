import { z } from 'zod';
import { text } from './values.ts';

/** The `app:` of a file: deployed and waited for before the first experiment. */
export const appSchema = z.strictObject({
  manifests: z
    .array(text())
    .default([])
    .describe("Manifests, folders, kustomizations or Helm charts; relative to the file's folder.")
    .meta({ examples: [['k8s/']] }),
  images: z
    .array(
      z.strictObject({
        image: text()
          .describe('Name and tag, as the manifests use it.')
          .meta({ examples: ['shop-web:dev'] }),
        build: text().optional().describe("Folder of a Dockerfile to build it from; relative to the file's folder."),
      }),
    )
    .default([])
    .describe('Images put on every node before the app is deployed.'),
  goldpinger: z.boolean().default(false).describe('Deploy Goldpinger (one pod a node) as well.'),
});

export type ParsedApp = z.output<typeof appSchema>;
