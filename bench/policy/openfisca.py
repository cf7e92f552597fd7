"""The other side: OpenFisca's country template over the same raw columns, through its columnar door.

Prints one JSON line; with --write the results as raw float32 arrays. Inputs stand in numpy arrays before the clock starts.
"""
import argparse
import json
import os
import resource
import time

import numpy as np
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.simulations import SimulationBuilder
from openfisca_country_template import CountryTaxBenefitSystem
from openfisca_country_template.reforms.modify_social_security_taxation import (
    modify_social_security_taxation)

PERSON = ["age", "pension", "basic_income", "income_tax", "social_security_contribution"]
HOUSEHOLD = ["household_income", "housing_allowance", "parenting_allowance", "total_benefits",
             "total_taxes", "disposable_income"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("months", type=int)
    parser.add_argument("variant", choices=["baseline", "modify"])
    parser.add_argument("--persons", action="store_true", help="person results as well")
    parser.add_argument("--write", metavar="FOLDER")
    options = parser.parse_args()

    def read(name, kind):
        return np.fromfile(os.path.join(options.folder, name + ".bin"), dtype=kind)

    home, child = read("home", "<i4"), read("child", "u1").astype(np.int8)
    birth = read("birthDays", "<i4").astype("datetime64[D]")
    size = read("squareMetres", "<i4").astype(np.float32)
    occupancy = read("occupancy", "u1")
    rent = (read("rent", "<i4") / 100).astype(np.float32)
    pay = {m: {name: (read(f"{name}-{m}", "<i4") / 100).astype(np.float32) for name in ("salary", "capital")}
           for m in range(1, options.months + 1)}
    system = CountryTaxBenefitSystem()
    if options.variant == "modify":
        system = modify_social_security_taxation(system)

    started, cpu = time.perf_counter(), time.process_time()
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("person", range(len(home)))
    household = builder.declare_entity("household", range(len(size)))
    builder.join_with_persons(household, home, child)
    simulation = builder.build(system)
    simulation.set_input("birth", "ETERNITY", birth)
    statuses = system.get_variable("housing_occupancy_status").possible_values
    for m, columns in pay.items():
        month = f"2016-{m:02}"
        simulation.set_input("accommodation_size", month, size)
        simulation.set_input("housing_occupancy_status", month, EnumArray(occupancy, statuses))
        simulation.set_input("rent", month, rent)
        simulation.set_input("salary", month, columns["salary"])
        simulation.set_input("capital_returns", month, columns["capital"])
    built = time.perf_counter()
    results = {("housing_tax", 0): simulation.calculate("housing_tax", "2016")}
    for m in pay:
        for name in (PERSON if options.persons else []) + HOUSEHOLD:
            results[name, m] = simulation.calculate(name, f"2016-{m:02}")
    ended = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"buildSeconds": built - started, "seconds": ended - built, "cpuSeconds": time.process_time() - cpu, "peakMb": round(peak)}), flush=True)
    if options.write:
        os.makedirs(options.write, exist_ok=True)
        for (name, m), values in results.items():
            np.asarray(values, dtype="<f4").tofile(os.path.join(options.write, f"{name}-{m}.bin"))


main()
