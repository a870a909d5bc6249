/** The part of gifenc that is used; the package ships no types. */
declare module 'gifenc' {
  interface Encoder {
    writeFrame(
      indices: Uint8Array,
      width: number,
      height: number,
      options: { palette?: readonly (readonly number[])[]; delay?: number; repeat?: number },
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  }
  /** Named in the package's module build; Node loads the other build, where it is a member of the default export. */
  export const GIFEncoder: (() => Encoder) | undefined;
  const gifenc: { readonly GIFEncoder?: () => Encoder };
  export default gifenc;
}
