"""Public matchers to measure against, run in an environment of their own that nobody else needs.

``XBORDER_YARDSTICKS`` names the Python of a virtual environment with nomenklatura and splink in it. Without
it the benches print our own figures and say by name what was not measured.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

SETTING: Final = "XBORDER_YARDSTICKS"
_TIME: Final = 900

# Every matcher that nomenklatura has, on the names alone; one that does not run is left out.
_NOMENKLATURA: Final = """
import csv, json, sys
from followthemoney import model
from nomenklatura.matching import ALGORITHMS
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
def made(schema, name, key):
    found = model.make_entity(schema if schema in model.schemata else "LegalEntity")
    found.id = key
    found.add("name", name)
    return found
out = {}
for one in ALGORITHMS:
    try:
        conf = one.default_config()
        out[one.NAME] = [
            one.compare(made(r["schema"], r["name1"], f"a{n}"), made(r["schema"], r["name2"], f"b{n}"), conf)
            for n, r in enumerate(rows)
        ]
        out[one.NAME] = [found.score for found in out[one.NAME]]
    except Exception as error:
        out.pop(one.NAME, None)
        print(one.NAME, repr(error), file=sys.stderr)
json.dump(out, sys.stdout)
"""

# Splink without labels: two rules to train by, every column compared, pairs with their probability.
_SPLINK: Final = """
import json, sys
import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
frame = pd.read_csv(sys.argv[1], dtype=str).replace("", None)
api = DuckDBAPI()
columns = [c for c in ("phone", "email", "iban", "registration", "website", "address") if c in frame]
settings = SettingsCreator(
    link_type="dedupe_only",
    blocking_rules_to_generate_predictions=[block_on(c) for c in columns] + [block_on("substr(name, 1, 5)")],
    comparisons=[cl.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.8])] + [
        cl.ExactMatch(c).configure(term_frequency_adjustments=True) for c in columns
    ],
)
try:
    table = api.register(frame, table_name="shops")
except AttributeError:
    table = frame
try:
    linker = Linker(table, settings)
except TypeError:
    linker = Linker(table, settings, api)
train = linker.training
train.estimate_probability_two_random_records_match([block_on("registration"), block_on("iban")], recall=0.4)
train.estimate_u_using_random_sampling(max_pairs=1e6)
for rule in (block_on("name"), block_on("phone"), block_on("email")):
    try:
        train.estimate_parameters_using_expectation_maximisation(rule)
    except Exception as error:
        print(repr(error), file=sys.stderr)
pairs = linker.inference.predict(threshold_match_probability=0.05)
out = {}
for threshold in (0.5, 0.8, 0.9, 0.95, 0.99):
    groups = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold)
    groups = groups.as_pandas_dataframe()
    out[str(threshold)] = {str(r.unique_id): str(r.cluster_id) for r in groups.itertuples()}
json.dump(out, sys.stdout)
"""


def python() -> Path | None:
    """Give the Python of the yardsticks, None where there is none."""
    named = os.environ.get(SETTING, "")
    return Path(named) if named and Path(named).is_file() else None


def names_by_nomenklatura(file: Path) -> dict[str, list[float]]:
    """Give the scores of each of its matchers for the pairs of a file; empty where it is not there."""
    found = _run(_NOMENKLATURA, [str(file)])
    return {str(name): [float(score) for score in scores] for name, scores in found.items()}


def groups_by_splink(file: Path) -> dict[str, dict[str, str]]:
    """Give the group of each row at several thresholds; empty where it is not there."""
    return dict(_run(_SPLINK, [str(file)]))


def _run(program: str, arguments: Sequence[str]) -> dict[str, Any]:
    at = python()
    if at is None:
        return {}
    done = subprocess.run(
        [str(at), "-c", program, *arguments], capture_output=True, text=True, check=False, timeout=_TIME
    )
    try:
        read = json.loads(done.stdout[done.stdout.find("{") :])
    except ValueError:
        print(done.stderr[-2000:])  # noqa: T201 - what `make bench` is run for
        return {}
    return dict(read) if isinstance(read, dict) else {}
