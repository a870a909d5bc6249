/**
 * What the compiled module offers. Pointers are byte offsets into the kernel's memory (`view.byteOffset`). A function that
 * several threads can share takes `args`, a pointer to its arguments as doubles, and does part `part` of `parts`.
 */
export interface KernelExports {
  /** Fills the 6152 bytes of tables that `normals` needs. */
  normalTables(tables: number): void;
  /** The 8 bytes of the key of one draw. */
  normalKey(out: number, seedLow: number, seedHigh: number, stream: number, drawLow: number, drawHigh: number): void;
  /** out[i] = scale × normal number i of the draw, begin ≤ i < end, begin a multiple of 1024. */
  normals(out: number, begin: number, end: number, scale: number, key: number, tables: number): void;
}
