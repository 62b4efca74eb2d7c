/** Numbers in one flat piece of memory that doubles when it is full: a million of them cost 8 MB, not a million objects. */
export interface GrowableArray {
  /** The numbers are `values[0 .. length - 1]`; what lies behind is spare. The array object changes when it grows. */
  readonly values: Float64Array;
  readonly length: number;
  /** Puts a number at `index`, moving those at and after it one place up. */
  insert(index: number, value: number): void;
  push(value: number): void;
}

const initialCapacity = 64;

export function createGrowableArray(): GrowableArray {
  let values = new Float64Array(initialCapacity);
  let length = 0;
  const makeRoom = () => {
    if (length < values.length) return;
    const larger = new Float64Array(values.length * 2);
    larger.set(values);
    values = larger;
  };
  return {
    get values() {
      return values;
    },
    get length() {
      return length;
    },
    insert(index, value) {
      makeRoom();
      values.copyWithin(index + 1, index, length);
      values[index] = value;
      length++;
    },
    push(value) {
      makeRoom();
      values[length++] = value;
    },
  };
}
