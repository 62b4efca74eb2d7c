/** Something that the embedded cluster cannot run or build, with the place and the way out in its message. */
export class UnsupportedImage extends Error {
  override readonly name = 'UnsupportedImage';
}

/** What the embedded cluster says of everything that needs a container engine. */
export const remedy = 'run this on kind (--cluster kind)';
