"""Holds measured figures against the floors, which may only rise: floors.py FLOORS.toml FIGURES.json"""
import json
import sys
import tomllib

floors = tomllib.load(open(sys.argv[1], "rb"))["floors"]
figures = json.load(open(sys.argv[2], encoding="utf8"))
low = []
for name, floor in floors.items():
    found = figures.get(name)
    if found is None or found < floor:
        low.append(f"{name}: {found}, the floor is {floor}")
print("\n".join(low) or f"{len(floors)} figures are at or above their floors")
sys.exit(bool(low))
