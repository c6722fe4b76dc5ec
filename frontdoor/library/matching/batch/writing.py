"""The pairs that were found, written to a file: the heaviest first, and never half of it."""

import os
import tempfile
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.csv
from numpy.typing import NDArray

from frontdoor.library.matching.batch.columns import Unreadable
from frontdoor.library.matching.batch.evidence import COLUMNS
from frontdoor.library.matching.batch.files import form_of
from frontdoor.library.matching.batch.people import People
from frontdoor.library.matching.model import Model

DECIMALS: Final = 4
DECIMALS_OF_PROBABILITY: Final = 6
LONGEST_NUMBER: Final = 18


def refuse_unwritable(out: Path) -> None:
    """Refuse, before any work is done, a place where nothing can be written."""
    form_of(out)
    if out.is_dir():
        raise Unreadable(f"{out} is a folder; name a file in it.")
    if not out.parent.is_dir():
        raise Unreadable(f"There is no folder {out.parent} to write {out.name} in.")
    if not os.access(out.parent, os.W_OK) or (out.exists() and not os.access(out, os.W_OK)):
        raise Unreadable(f"{out} may not be written by you.")


def in_order(pairs: pa.Table, people: People, model: Model) -> pa.Table:
    """Return the pairs as they are written: ids for rows, the heaviest first and equal ones by their ids."""
    weights = np.round(pairs["match_weight"].to_numpy(), DECIMALS)
    one, other = pairs["known"].to_numpy(), pairs["told"].to_numpy()
    ranks = _ranks(people.ids)
    if not people.has_two_files:
        turned = ranks[one] > ranks[other]
        one, other = np.where(turned, other, one), np.where(turned, one, other)
    order = np.lexsort((ranks[other], ranks[one], -weights))
    ids = pa.array(people.ids, pa.string())
    return pa.table(
        {
            "id_a": ids.take(pa.array(one[order])),
            "id_b": ids.take(pa.array(other[order])),
            "match_weight": weights[order],
            "match_probability": _probabilities(weights, model)[order],
            **{name: pairs[name].take(pa.array(order)) for name in COLUMNS},
        }
    )


def write(table: pa.Table, out: Path) -> None:
    """Write a table beside its place and then move it there, so that a file of this name is always whole."""
    handle, beside = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=".part")
    os.close(handle)
    try:
        if form_of(out) == "csv":
            pyarrow.csv.write_csv(table, beside, pyarrow.csv.WriteOptions(quoting_style="needed"))
        else:
            from pyarrow import parquet  # here, because most never need it

            parquet.write_table(table, beside)
        os.chmod(beside, 0o666 & ~_mask())
        os.replace(beside, out)
    except OSError as error:
        raise Unreadable(f"{out} could not be written: {error.strerror or error}.") from error
    finally:
        Path(beside).unlink(missing_ok=True)


def _probabilities(weights: NDArray[np.float64], model: Model) -> NDArray[np.float64]:
    """Return the probabilities of weights, as they are written; many weights are met often."""
    distinct, place = np.unique(weights, return_inverse=True)
    made = [round(model.probability(weight), DECIMALS_OF_PROBABILITY) for weight in distinct.tolist()]
    return np.array(made, np.float64)[place]


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _ranks(ids: list[str]) -> NDArray[np.int64]:
    """Return the order of ids: as numbers when every one is a number, as text otherwise."""
    if all(one.isascii() and one.isdecimal() and len(one) <= LONGEST_NUMBER for one in ids):
        order = np.lexsort((np.array(ids), np.array(ids).astype(np.int64)))
    else:
        order = np.argsort(np.array(ids), kind="stable")
    ranks = np.empty(len(ids), np.int64)
    ranks[order] = np.arange(len(ids))
    return ranks
