"""Opens a trajectory in an independent reader and prints what it sees as JSON: readers.py (mdanalysis|ase) FILE."""
import json
import sys
import warnings

warnings.filterwarnings("ignore")
reader, path = sys.argv[1:]
if reader == "probe":
    import MDAnalysis  # noqa: F401
    import ase  # noqa: F401

    print("{}")
elif reader == "mdanalysis":
    import MDAnalysis

    universe = MDAnalysis.Universe(path, format="LAMMPSDUMP", topology_format="LAMMPSDUMP", dt=1)
    print(
        json.dumps(
            [
                {"box": frame.dimensions[:3].tolist(), "positions": universe.atoms.positions.tolist()}
                for frame in universe.trajectory
            ]
        )
    )
else:
    from ase.io import read

    form = "extxyz" if reader == "ase-extxyz" else "lammps-dump-text"
    print(
        json.dumps(
            [
                {
                    "box": atoms.cell.lengths().tolist(),
                    "pbc": atoms.pbc.tolist(),
                    "positions": atoms.positions.tolist(),
                    "info": {key: float(atoms.info[key]) for key in ("Time", "Step") if key in atoms.info},
                }
                for atoms in read(path, index=":", format=form)
            ]
        )
    )
