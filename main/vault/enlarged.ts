/** A copy that is at least twice as large, so that growing one by one costs little; what is new is 0. */
export function enlarged(array: Uint32Array<ArrayBuffer>, atLeast: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(atLeast, array.length * 2));
  larger.set(array);
  return larger;
}
