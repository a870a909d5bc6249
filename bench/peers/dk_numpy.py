"""The Dean-Kawasaki equation in NumPy and scipy.fft (or pyFFTW where it is installed), as one writes it with care.

    dk_numpy.py field DIM CELLS DT STEPS

The fused scheme of dk-fftw.c: 2 d + 1 real transforms a step, noise by phi1 sqrt(dt), and the same protocol on stdin.
    dk_numpy.py fft DIM CELLS 0 PAIRS      one rfftn and one irfftn
    dk_numpy.py normals 1 COUNT 0 REPEATS  standard normal numbers
"""

import sys
import time

import numpy as np

try:
    import pyfftw
    from pyfftw.interfaces import scipy_fft as fft

    pyfftw.interfaces.cache.enable()
except ImportError:
    from scipy import fft

work, dim, cells = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
dt, steps = float(sys.argv[4]), int(sys.argv[5])
rng = np.random.Generator(np.random.SFC64(1))
rho0 = 20.0


class Field:
    def __init__(self):
        full = np.fft.fftfreq(cells, 1 / cells)
        half = np.fft.rfftfreq(cells, 1 / cells)
        axes = np.meshgrid(*[full] * (dim - 1), half, indexing="ij", sparse=True)
        self.k = [2 * np.pi / cells * np.where(2 * np.abs(n) == cells, 0, n) for n in axes]
        self.k2 = sum(k * k for k in self.k)
        self.mask = np.ones(self.k2.shape, bool)
        for n in axes:
            self.mask &= 3 * np.abs(n) < cells
        potential = 5 / rho0 * np.exp(-self.k2)
        x = self.k2 * (1 + rho0 * potential) * dt
        self.decay = np.exp(-x) * self.mask
        first = np.full_like(x, dt)
        np.divide(-np.expm1(-x) * dt, x, out=first, where=x > 0)
        first *= self.mask
        self.force = [1j * k * potential * self.mask for k in self.k]
        self.divergence = [1j * k * first for k in self.k]
        self.state = np.zeros(self.k2.shape, complex)
        self.state.flat[0] = rho0 * cells**dim
        self.shape = (cells,) * dim
        self.xi = np.empty(self.shape)

    def step(self):
        rho = fft.irfftn(self.state, s=self.shape, workers=1)
        amplitude = np.sqrt((2 / dt) * np.maximum(rho, 0))
        rho -= rho0
        later = self.decay * self.state
        for force, divergence in zip(self.force, self.divergence):
            flux = fft.irfftn(force * self.state, s=self.shape, workers=1, overwrite_x=True)
            flux *= rho
            rng.standard_normal(out=self.xi)
            self.xi *= amplitude
            flux += self.xi
            later += divergence * fft.rfftn(flux, workers=1, overwrite_x=True)
        self.state = later

    def print_spectrum(self):
        power = np.abs(self.state) ** 2 / (rho0 * cells**dim)
        for k2, value in zip(self.k2[self.mask][1:], power[self.mask][1:]):
            print(f"{k2:.9g} {value:.9g}")
        print("end")


if work == "field":
    field = Field()
    once = field.step
elif work == "fft":
    shape = (cells,) * dim
    data = rng.standard_normal(shape)

    def once():
        fft.irfftn(fft.rfftn(data, workers=1), s=shape, workers=1, overwrite_x=True)
else:
    data = np.empty(cells)

    def once():
        rng.standard_normal(out=data)


for line in sys.stdin:
    if line.startswith("spectrum"):
        field.print_spectrum()
    else:
        began = time.process_time()
        for _ in range(steps):
            once()
        print(f"cpu {time.process_time() - began:.9g}")
    sys.stdout.flush()
