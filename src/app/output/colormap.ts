/**
 * Colour maps of 256 entries. `viridis` for densities: perceptually uniform, readable in grey and by the colour-blind
 * (S. van der Walt and N. Smith, matplotlib 2015, released under CC0). `coolwarm` for order parameters around zero:
 * blue – light grey – red by linear interpolation in the polar form Msh of CIELAB (K. Moreland, ISVC 2009,
 * DOI 10.1007/978-3-642-10520-3_9).
 */
export interface ColorMap {
  readonly name: string;
  /** [256*3] sRGB bytes. */
  readonly colors: Uint8Array;
}

const VIRIDIS = [
  '44015444025645045745055946075a46085c460a5d460b5e470d60470e61471063471164471365481467481668481769',
  '48186a481a6c481b6d481c6e481d6f481f70482071482173482374482475482576482677482878482979472a7a472c7a',
  '472d7b472e7c472f7d46307e46327e46337f463480453581453781453882443983443a83443b84433d84433e85423f85',
  '4240864241864142874144874045884046883f47883f48893e49893e4a893e4c8a3d4d8a3d4e8a3c4f8a3c508b3b518b',
  '3b528b3a538b3a548c39558c39568c38588c38598c375a8c375b8d365c8d365d8d355e8d355f8d34608d34618d33628d',
  '33638d32648e32658e31668e31678e31688e30698e306a8e2f6b8e2f6c8e2e6d8e2e6e8e2e6f8e2d708e2d718e2c718e',
  '2c728e2c738e2b748e2b758e2a768e2a778e2a788e29798e297a8e297b8e287c8e287d8e277e8e277f8e27808e26818e',
  '26828e26828e25838e25848e25858e24868e24878e23888e23898e238a8d228b8d228c8d228d8d218e8d218f8d21908d',
  '21918c20928c20928c20938c1f948c1f958b1f968b1f978b1f988b1f998a1f9a8a1e9b8a1e9c891e9d891f9e891f9f88',
  '1fa0881fa1881fa1871fa28720a38620a48621a58521a68522a78522a88423a98324aa8325ab8225ac8226ad8127ad81',
  '28ae8029af7f2ab07f2cb17e2db27d2eb37c2fb47c31b57b32b67a34b67935b77937b87838b9773aba763bbb753dbc74',
  '3fbc7340bd7242be7144bf7046c06f48c16e4ac16d4cc26c4ec36b50c46a52c56954c56856c66758c7655ac8645cc863',
  '5ec96260ca6063cb5f65cb5e67cc5c69cd5b6ccd5a6ece5870cf5773d05675d05477d1537ad1517cd2507fd34e81d34d',
  '84d44b86d54989d5488bd6468ed64590d74393d74195d84098d83e9bd93c9dd93ba0da39a2da37a5db36a8db34aadc32',
  'addc30b0dd2fb2dd2db5de2bb8de29bade28bddf26c0df25c2df23c5e021c8e020cae11fcde11dd0e11cd2e21bd5e21a',
  'd8e219dae319dde318dfe318e2e418e5e419e7e419eae51aece51befe51cf1e51df4e61ef6e620f8e621fbe723fde725',
].join('');

type Triple = readonly [number, number, number];

export const viridis: ColorMap = {
  name: 'viridis',
  colors: Uint8Array.from({ length: 768 }, (_, i) => Number.parseInt(VIRIDIS.slice(2 * i, 2 * i + 2), 16)),
};

export const coolwarm: ColorMap = { name: 'coolwarm', colors: diverging([59, 76, 192], [180, 4, 38], 88) };

/** Entry of a value on a map over [low, high]; values outside take the ends. */
export function entryOf(value: number, low: number, high: number): number {
  return Math.min(255, Math.max(0, Math.floor(((value - low) / (high - low)) * 256)));
}

/** CSS colour of a map at a fraction 0 … 1. */
export function cssColor(map: ColorMap, fraction: number): string {
  const at = 3 * entryOf(fraction, 0, 1);
  return `#${Array.from(map.colors.subarray(at, at + 3), (c) => c.toString(16).padStart(2, '0')).join('')}`;
}

/** Moreland's diverging map: from one saturated colour over an unsaturated one of magnitude `middle` to the other. */
function diverging(from: Triple, to: Triple, middle: number): Uint8Array {
  const [left, right] = [polar(lab(from)), polar(lab(to))];
  const white = Math.max(left[0], right[0], middle);
  const out = new Uint8Array(768);
  for (let i = 0; i < 256; i++) {
    const f = i / 255;
    const end = f < 0.5 ? left : right;
    const towards = 1 - Math.abs(2 * f - 1);
    const hue = end[2] + spin(end, white) * towards;
    const msh: Triple = [end[0] + (white - end[0]) * towards, end[1] * (1 - towards), hue];
    out.set(rgb(cartesian(msh)), 3 * i);
  }
  return out;
}

/** Change of hue on the way to the unsaturated colour, which keeps the steps even. */
function spin([magnitude, saturation, hue]: Triple, white: number): number {
  if (magnitude >= white) return 0;
  const turn = (saturation * Math.sqrt(white * white - magnitude * magnitude)) / (magnitude * Math.sin(saturation));
  return hue > -Math.PI / 3 ? turn : -turn;
}

function polar([l, a, b]: Triple): Triple {
  const magnitude = Math.hypot(l, a, b);
  return [magnitude, Math.acos(l / magnitude), Math.atan2(b, a)];
}

function cartesian([m, s, h]: Triple): Triple {
  return [m * Math.cos(s), m * Math.sin(s) * Math.cos(h), m * Math.sin(s) * Math.sin(h)];
}

/** sRGB bytes → CIELAB, white D65. */
function lab(bytes: Triple): Triple {
  const [r, g, b] = bytes.map((c) => {
    const v = c / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** CIELAB → sRGB bytes. */
function rgb([l, a, b]: Triple): number[] {
  const fy = (l + 16) / 116;
  const g = (t: number) => (t > 0.206893 ? t * t * t : (t - 16 / 116) / 7.787);
  const [x, y, z] = [g(fy + a / 500) * 0.95047, g(fy), g(fy - b / 200) * 1.08883];
  const linear = [
    3.2406 * x - 1.5372 * y - 0.4986 * z,
    -0.9689 * x + 1.8758 * y + 0.0415 * z,
    0.0557 * x - 0.204 * y + 1.057 * z,
  ];
  return linear.map((v) => {
    const c = v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055;
    return Math.round(255 * Math.min(1, Math.max(0, c)));
  });
}
