/* Standard normal numbers, as fast as plain C gets them: eight interleaved xoshiro256+ generators (Blackman & Vigna 2018) feed a
 * ziggurat of 256 layers (Marsaglia & Tsang 2000), whose fast path has no branch so that the compiler can vectorise it; the one
 * per cent that it cannot accept is repaired afterwards. */
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { LANES = 8, BLOCK = 1024 };

static uint64_t lanes[4][LANES];
static double edge[257], height[257];

static uint64_t splitmix(uint64_t *state) {
  uint64_t z = (*state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static void seed_normals(uint64_t seed) {
  for (int j = 0; j < 4; j++)
    for (int i = 0; i < LANES; i++) lanes[j][i] = splitmix(&seed);
  const double r = 3.6541528853610088, area = 0.00492867323399;
  edge[0] = area / exp(-0.5 * r * r);
  edge[1] = r;
  for (int i = 2; i < 256; i++) edge[i] = sqrt(-2 * log(area / edge[i - 1] + exp(-0.5 * edge[i - 1] * edge[i - 1])));
  edge[256] = 0;
  for (int i = 0; i <= 256; i++) height[i] = exp(-0.5 * edge[i] * edge[i]);
}

typedef uint64_t Words __attribute__((vector_size(8 * LANES)));

static void random_bits(uint64_t *restrict out, int count) {
  Words s0, s1, s2, s3;
  memcpy(&s0, lanes[0], sizeof s0);
  memcpy(&s1, lanes[1], sizeof s1);
  memcpy(&s2, lanes[2], sizeof s2);
  memcpy(&s3, lanes[3], sizeof s3);
  for (int j = 0; j < count; j += LANES) {
    const Words result = s0 + s3, t = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = (s3 << 45) | (s3 >> 19);
    memcpy(out + j, &result, sizeof result);
  }
  memcpy(lanes[0], &s0, sizeof s0);
  memcpy(lanes[1], &s1, sizeof s1);
  memcpy(lanes[2], &s2, sizeof s2);
  memcpy(lanes[3], &s3, sizeof s3);
}

/* 52 bits of a word as a number in [-1, 1). */
static inline double signed_unit(uint64_t bits) {
  const uint64_t word = (bits >> 12) | 0x3ff0000000000000u;
  double u;
  memcpy(&u, &word, sizeof u);
  return 2 * u - 3;
}

static double spare_unit(void) {
  static uint64_t spare[LANES];
  static int left = 0;
  if (left == 0) {
    random_bits(spare, LANES);
    left = LANES;
  }
  return 0.5 * (signed_unit(spare[--left]) + 1) + 0x1p-54;
}

/* The slow path of the ziggurat: the tail of layer 0, the wedges of the others, and new attempts after a rejection. */
static double repaired(double x, int layer) {
  for (;;) {
    if (layer == 0) {
      for (;;) {
        const double a = -log(spare_unit()) / edge[1], b = -log(spare_unit());
        if (2 * b > a * a) return x < 0 ? -(edge[1] + a) : edge[1] + a;
      }
    }
    if (height[layer] + (height[layer + 1] - height[layer]) * spare_unit() < exp(-0.5 * x * x)) return x;
    layer = (int)(256 * spare_unit());
    x = (2 * spare_unit() - 1) * edge[layer];
    if (fabs(x) < edge[layer + 1]) return x;
  }
}

/* A whole number of 8 normals, at most BLOCK. */
static void fill_normals(double *restrict out, int count) {
  uint64_t bits[BLOCK];
  uint8_t bad[BLOCK];
  random_bits(bits, count);
  for (int i = 0; i < count; i++) {
    const uint64_t layer = (bits[i] >> 4) & 255;
    const double x = signed_unit(bits[i]) * edge[layer];
    out[i] = x;
    bad[i] = fabs(x) >= edge[layer + 1];
  }
  for (int i = 0; i < count; i += 8) {
    uint64_t eight;
    memcpy(&eight, bad + i, 8);
    if (eight == 0) continue;
    for (int j = i; j < i + 8; j++)
      if (bad[j]) out[j] = repaired(out[j], (bits[j] >> 4) & 255);
  }
}
