/** A release of kind that can be downloaded: nothing else is, without a hash of the user's own. */
export interface KindRelease {
  readonly version: string;
  /** SHA-256 by `OS-architecture`, in the words of the downloads. */
  readonly sha256: Readonly<Record<string, string>>;
  /** Node images by minor version of Kubernetes. */
  readonly nodeImages: Readonly<Record<string, string>>;
}

/**
 * kind v0.33.0. Programs: the `.sha256sum` files beside them on github.com/kubernetes-sigs/kind/releases/tag/v0.33.0, as
 * cert-manager/makefile-modules (modules/tools/00_mod.mk, which it checks itself) and several others pin them, all four alike.
 * Node images: that release's notes; the default one also in its source, pkg/apis/config/defaults/image.go.
 */
export const kindRelease: KindRelease = {
  version: 'v0.33.0',
  sha256: {
    'linux-amd64': 'aee6151561422756b764a4ae28e7f44cda5af5a9eead3cc9985112b1de8d8e0d',
    'linux-arm64': '20022bee6cfcd5086cb7234d218e3454e6090022f2a8f55d1fa7fcf42c3867a2',
    'darwin-amd64': '5a99f26f57246dc9319dd294803313197a0f34d33c525b3ea8b655db5916ece0',
    'darwin-arm64': '0c8c7dbe5e23594a198b786c4bc13dacc101fa6196b0cb0b23a1ca44e61f4b4f',
  },
  nodeImages: {
    '1.37': 'kindest/node:v1.37.0@sha256:a1ed56cfb0e7b93589bdf97c8cd566405a265939e3620fc4f5de89adff580ae5',
    '1.36': 'kindest/node:v1.36.4@sha256:099e049362a1526b2db71494e1947aae99bd16290d7c895f2b7ea312e3cbfaed',
    '1.35': 'kindest/node:v1.35.8@sha256:07b2536e30b803ed61d1677a79df6115f798ce64c80f9e22f6ed45afd09323c0',
    '1.34': 'kindest/node:v1.34.11@sha256:44e222ee2132dab25ff87301682f89eb82c7880ea3a1bf543bfe9708fd08d67d',
  },
};

/** Where a release's program for a platform (`linux-amd64`) is. */
export function downloadUrl(version: string, platform: string): string {
  return `https://github.com/kubernetes-sigs/kind/releases/download/${version}/kind-${platform}`;
}

/** The node image for a version of Kubernetes (`1.34`, `v1.34.11`): by digest where the release has it, else by tag. Pure. */
export function nodeImageFor(version: string): string {
  const wanted = version.replace(/^v/, '');
  const pinned = kindRelease.nodeImages[wanted.split('.').slice(0, 2).join('.')];
  const tag = pinned?.split('@')[0]?.split(':v')[1];
  return pinned && (wanted.split('.').length === 2 || wanted === tag) ? pinned : `kindest/node:v${wanted}`;
}
