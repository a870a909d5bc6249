// Do the peers solve the same problem? S(k) of their fields against 1/(1 + ρ0V(k)/kT) at a small step; energies of particles.
// longer waves have no time to relax here
const BANDS = [0.4, 0.8, 1.2, 1.675];

/** Prints one line for every peer and band; a deviation above 4 standard errors is marked. */
export async function checkPeers(peers, ours) {
  const fields = peers.filter(({ kinds }) => kinds.includes('field'));
  const list = [{ name: 'ours, etd1', open: ours }, ...fields];
  if (fields.length > 0) {
    console.log('S(k)/S_linear − 1, 20 particles a cell, ρ0V(0)/kT = 5, D dt/h² = 0.01; repulsion itself: below 0.4 %');
  }
  for (const dim of fields.length > 0 ? [2, 1, 3] : []) {
    const cells = { 1: 512, 2: 32, 3: 16 }[dim];
    for (const { name, open, whole } of list) {
      const words = bands(whole === true, await samples(open({ kind: 'field', dim, cells, dt: 0.01, steps: 100 })));
      console.log(`${`${dim}D ${name}`.padEnd(20)} ${words.join('   ')}`);
    }
  }
  for (const peer of peers.filter(({ kinds }) => kinds.includes('particles'))) {
    for (const [dim, density] of [
      [2, 0.5],
      [3, 0.7],
    ]) {
      const work = { kind: 'particles', dim, density, count: dim === 2 ? 1600 : 1728 };
      const own = await energies(ours({ ...work, steps: 2500 }), readEnergy);
      const other = await energies(peer.open({ ...work, steps: 2000 }), (program) => program.energy());
      const error = Math.hypot(own.error, other.error);
      const words = [own, other].map(({ mean, error: e }) => `${mean.toFixed(4)} ± ${e.toFixed(4)}`);
      const far = Math.abs(own.mean - other.mean) > 4 * error ? '   <-- DIFFERS' : '';
      console.log(`${dim}D energy of a particle: ours ${words[0]}, ${peer.name} ${words[1]}${far}`);
    }
  }
}

/** Mean of |ρ_k|²/N of every mode over samples one time unit apart, a relaxation time of the longest waves looked at. */
async function samples(program, count = 300) {
  for (let i = 0; i < 15; i++) await program.run();
  let sum = [];
  for (let i = 0; i < count; i++) {
    await program.run();
    const rows = await program.spectrum();
    sum = rows.map(([k2, power], m) => [k2, power + (sum[m]?.[1] ?? 0)]);
  }
  program.close();
  return sum.map(([k2, power]) => ({ k: Math.sqrt(k2), ratio: (power / count) * (1 + 5 * Math.exp(-k2)), count }));
}

/** `whole`: k and −k both stand among the modes. */
function bands(whole, modes) {
  return BANDS.slice(1).map((high, i) => {
    const inside = modes.filter(({ k }) => k >= BANDS[i] && k < high);
    const mean = inside.reduce((total, { ratio }) => total + ratio, 0) / inside.length;
    const error = Math.sqrt((whole ? 2 : 1) / (inside.length * inside[0].count));
    const far = Math.abs(mean - 1) > 4 * error + 0.004 ? ' <-- OFF' : '';
    const range = `${BANDS[i]}–${high}`;
    return `k ${range}: ${(100 * (mean - 1)).toFixed(2)} ± ${(100 * error).toFixed(2)} %${far}`;
  });
}

async function energies(program, energy, rounds = 60) {
  for (let i = 0; i < 5; i++) await program.run();
  const values = [];
  for (let i = 0; i < rounds; i++) {
    await program.run();
    values.push(await energy(program));
  }
  program.close();
  const mean = values.reduce((sum, v) => sum + v, 0) / rounds;
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (rounds - 1);
  return { mean, error: Math.sqrt(variance / rounds) };
}

async function readEnergy(program) {
  program.send('energy');
  return await program.answer((line) => (line.startsWith('energy ') ? Number(line.slice(7)) : undefined));
}
