/* The work of `dk` by hand in C and FFTW on one thread: what a specialist would write for this one equation.
 *   dk-fftw field DIM CELLS DT STEPS fused|plain PLANNER WISDOM     the Dean-Kawasaki equation
 *   dk-fftw fft DIM CELLS 0 PAIRS - PLANNER WISDOM                  one r2c and one c2r transform
 *   dk-fftw normals 1 COUNT 0 REPEATS - - -                         standard normal numbers
 * Ideal gas and a Gaussian core of two cells, rho0 V(0)/kT = 5, 20 particles to a cell, h = D = kT = mu = 1, two-thirds mask, the
 * whole linearised functional in the exponential.
 *   fused  drift and noise are one flux: 2d + 1 real transforms a step, noise by phi1 sqrt(dt), S off by tanh(x/2)/(x/2)
 *   plain  as etd1 does it: drift and noise apart, the noise by its exact filter, 3d + 1 transforms
 * Protocol: `run` on stdin does STEPS steps and prints `cpu SECONDS`; `spectrum` prints k^2 and |rho_k|^2/N of every mode, then `end`. */
#include "field.h"

int main(int argc, char **argv) {
  if (argc != 9) return fprintf(stderr, "usage: dk-fftw WORK DIM CELLS DT STEPS VARIANT PLANNER WISDOM\n"), 2;
  const char *work = argv[1];
  dim = atoi(argv[2]);
  cells = atoi(argv[3]);
  dt = atof(argv[4]);
  steps = atoi(argv[5]);
  width = cells / 2 + 1;
  rows = dim == 1 ? 1 : dim == 2 ? cells : cells * cells;
  size = (long)rows * cells;
  modes = (long)rows * width;
  seed_normals(1);
  const int field = strcmp(work, "field") == 0, fft = strcmp(work, "fft") == 0, fused = strcmp(argv[6], "fused") == 0;
  double *many = NULL;
  if (fft || field) plans(argv[7], argv[8], field ? dim + 1 : 1);
  if (field) {
    coefficients();
    state = fftw_alloc_complex(modes);
    memset(state, 0, modes * sizeof *state);
    ((double *)state)[0] = rho0 * size;
  } else if (fft) {
    for (long j = 0; j + 8 <= size; j += 8) fill_normals(real[0] + j, 8);
  } else {
    many = malloc(cells * sizeof(double));
  }
  char line[64];
  while (fgets(line, sizeof line, stdin) != NULL) {
    if (strncmp(line, "spectrum", 8) == 0) print_spectrum();
    else {
      const double began = cpu();
      for (int i = 0; i < steps; i++) {
        if (field) step(fused);
        else if (fft) {
          fftw_execute(forward[0]);
          fftw_execute(inverse[0]);
          const double scale = 1.0 / size;
          for (long j = 0; j < size; j++) real[0][j] *= scale;
        } else
          for (int j = 0; j < cells; j += BLOCK) fill_normals(many + j, cells - j < BLOCK ? cells - j : BLOCK);
      }
      printf("cpu %.9g\n", cpu() - began);
    }
    fflush(stdout);
  }
  return 0;
}
