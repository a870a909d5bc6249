/* One step of the Dean-Kawasaki equation: see dk-fftw.c. */
#include <fftw3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "normals.h"

static int dim, cells, rows, width, steps;
static long size, modes;
static double rho0 = 20, dt;
/* Wavenumbers: of every row along the leading axes, and along the last one. */
static double *row_k[2], *last_k;
static double *force, *decay, *first, *filter;
static fftw_complex *state, *spectrum[4];
static double *real[4];
static fftw_plan inverse[4], forward[4];

static double cpu(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static double wavenumber(int i, int *inside) {
  const int n = i <= cells / 2 ? i : i - cells;
  *inside = 3 * abs(n) < cells;
  return 2 * i == cells ? 0 : 2 * M_PI * n / cells;
}

/* Along axis a: wavenumber of mode c of row r. The last axis is the contiguous one. */
static inline double k_of(int a, long r, int c) { return a == dim - 1 ? last_k[c] : row_k[a][r]; }

static void coefficients(void) {
  for (int a = 0; a < 2; a++) row_k[a] = calloc(rows, sizeof(double));
  last_k = calloc(width, sizeof(double));
  force = calloc(modes, sizeof(double));
  decay = calloc(modes, sizeof(double));
  first = calloc(modes, sizeof(double));
  filter = calloc(modes, sizeof(double));
  const double epsilon = 5 / (rho0 * pow(4 * M_PI, 0.5 * dim)), integral = epsilon * pow(4 * M_PI, 0.5 * dim);
  for (long r = 0; r < rows; r++)
    for (int c = 0; c < width; c++) {
      const int index[3] = {dim == 3 ? (int)(r / cells) : (int)r, dim == 3 ? (int)(r % cells) : c, c};
      double k2 = 0;
      int resolved = 1;
      for (int a = 0; a < dim; a++) {
        int inside;
        const double k = wavenumber(a == dim - 1 ? c : index[a], &inside);
        resolved = resolved && inside;
        k2 += k * k;
        if (a == dim - 1) last_k[c] = k;
        else row_k[a][r] = k;
      }
      if (!resolved) continue;
      const long m = r * width + c;
      const double v = integral * exp(-k2), rate = k2 * (1 + rho0 * v), x = rate * dt;
      force[m] = v;
      decay[m] = exp(-x);
      first[m] = x == 0 ? dt : dt * -expm1(-x) / x;
      filter[m] = x == 0 ? sqrt(dt) : sqrt(dt * -expm1(-2 * x) / (2 * x));
    }
}

static void plans(const char *planner, const char *wisdom, int fields) {
  const unsigned flags = strcmp(planner, "patient") == 0 ? FFTW_PATIENT : FFTW_MEASURE;
  const int n[3] = {cells, cells, cells};
  fftw_import_wisdom_from_filename(wisdom);
  for (int a = 0; a < fields; a++) {
    real[a] = fftw_alloc_real(size);
    spectrum[a] = fftw_alloc_complex(modes);
    inverse[a] = fftw_plan_dft_c2r(dim, n, spectrum[a], real[a], flags);
    forward[a] = fftw_plan_dft_r2c(dim, n, real[a], spectrum[a], flags | FFTW_DESTROY_INPUT);
  }
  fftw_export_wisdom_to_filename(wisdom);
}

/* spectrum[0..d-1] = i k_a V rho, spectrum[d] = rho, over the number of cells; then to real space. */
static void gradients(void) {
  const double scale = 1.0 / size;
  for (long r = 0; r < rows; r++) {
    const double *restrict s = (double *)(state + r * width), *restrict v = force + r * width;
    double *restrict copy = (double *)(spectrum[dim] + r * width);
    for (int c = 0; c < 2 * width; c++) copy[c] = scale * s[c];
    for (int a = 0; a < dim; a++) {
      double *restrict out = (double *)(spectrum[a] + r * width);
      const double *restrict k = last_k, row = a < dim - 1 ? scale * row_k[a][r] : 0;
      if (a < dim - 1)
        for (int c = 0; c < width; c++) {
          out[2 * c] = -row * v[c] * s[2 * c + 1];
          out[2 * c + 1] = row * v[c] * s[2 * c];
        }
      else
        for (int c = 0; c < width; c++) {
          out[2 * c] = -scale * k[c] * v[c] * s[2 * c + 1];
          out[2 * c + 1] = scale * k[c] * v[c] * s[2 * c];
        }
    }
  }
  for (int a = 0; a <= dim; a++) fftw_execute(inverse[a]);
}

/* state = decay state + factor i k_a spectrum[a] summed over the axes; `keep` 0 adds to the state as it is. */
static void apply(const double *factor, int keep) {
  for (long r = 0; r < rows; r++) {
    double *restrict s = (double *)(state + r * width);
    const double *restrict e = decay + r * width, *restrict f = factor + r * width, *restrict k = last_k;
    if (keep)
      for (int c = 0; c < width; c++) {
        s[2 * c] *= e[c];
        s[2 * c + 1] *= e[c];
      }
    for (int a = 0; a < dim; a++) {
      const double *restrict w = (double *)(spectrum[a] + r * width), row = a < dim - 1 ? row_k[a][r] : 0;
      if (a < dim - 1)
        for (int c = 0; c < width; c++) {
          s[2 * c] -= row * f[c] * w[2 * c + 1];
          s[2 * c + 1] += row * f[c] * w[2 * c];
        }
      else
        for (int c = 0; c < width; c++) {
          s[2 * c] -= k[c] * f[c] * w[2 * c + 1];
          s[2 * c + 1] += k[c] * f[c] * w[2 * c];
        }
    }
  }
}

/* flux[a] = drift * (rho - rho0) * flux[a] + amplitude sqrt(2 rho) xi_a, in blocks that stay in the nearest cache. */
static void fluxes(double drift, double amplitude) {
  double root[BLOCK], xi[BLOCK];
  for (long from = 0; from < size; from += BLOCK) {
    const int count = size - from < BLOCK ? (int)(size - from) : BLOCK;
    const double *restrict rho = real[dim] + from;
    for (int j = 0; j < count; j++) root[j] = amplitude * sqrt(2 * (rho[j] > 0 ? rho[j] : 0));
    for (int a = 0; a < dim; a++) {
      double *restrict flux = real[a] + from;
      if (amplitude > 0) {
        fill_normals(xi, count);
        if (drift > 0) for (int j = 0; j < count; j++) flux[j] = (rho[j] - rho0) * flux[j] + root[j] * xi[j];
        else for (int j = 0; j < count; j++) flux[j] = root[j] * xi[j];
      } else for (int j = 0; j < count; j++) flux[j] *= rho[j] - rho0;
    }
  }
  for (int a = 0; a < dim; a++) fftw_execute(forward[a]);
}

static void step(int fused) {
  gradients();
  if (fused) {
    fluxes(1, sqrt(1 / dt));
    apply(first, 1);
    return;
  }
  fluxes(1, 0);
  apply(first, 1);
  fluxes(0, 1);
  apply(filter, 0);
}

static void print_spectrum(void) {
  for (long r = 0; r < rows; r++)
    for (int c = 0; c < width; c++) {
      double k2 = 0;
      for (int a = 0; a < dim; a++) k2 += k_of(a, r, c) * k_of(a, r, c);
      const double *s = (double *)(state + r * width + c);
      if (k2 > 0 && force[r * width + c] > 0) printf("%.9g %.9g\n", k2, (s[0] * s[0] + s[1] * s[1]) / (rho0 * size));
    }
  printf("end\n");
}
