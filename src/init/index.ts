/** A first scenario file for what there is: the pure parts, and the ones that look. */
export { probeOfCluster } from './ask-service.ts';
export { findBuilds, type ImageBuild } from './find-builds.ts';
export { draftFirstFile, type FirstFile, headOf } from './first-file.ts';
export { type Landscape, readLandscape, type Workload } from './landscape.ts';
export { listLandscape } from './list-landscape.ts';
export { probeOfManifests, type ServiceProbe } from './service-probe.ts';
