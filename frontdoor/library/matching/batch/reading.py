"""What was asked for, and the files it names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from frontdoor.library.matching.batch.columns import Unreadable, read_renaming
from frontdoor.library.matching.batch.files import PersonFile, read_file, refuse_too_large
from frontdoor.library.matching.batch.people import Gathered, gather
from frontdoor.library.matching.batch.writing import refuse_unwritable

Tell = Callable[[str, float], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Link those told to those known, or find the duplicates among those known when nobody is told."""

    known: Path
    told: Path | None
    out: Path
    threshold: float
    columns: Path | None = None
    leave_out_dates: bool = False


def read(asked: Asked, tell: Tell) -> Gathered:
    """Return the people of the files, and what is to be said of them; refuse what cannot be matched."""
    _refuse(asked)
    renaming = _renaming(asked.columns)
    paths = [asked.known, asked.told] if asked.told else [asked.known]
    refuse_too_large([path for path in paths if path.is_file()])
    files: list[PersonFile] = []
    for place, path in enumerate(paths):
        tell(f"Reading {path.name}", place / (len(paths) + 1))
        files.append(read_file(path, renaming))
    tell("Putting like with like", len(paths) / (len(paths) + 1))
    gathered = gather(files[0], files[1] if asked.told else None, leave_out_dates=asked.leave_out_dates)
    tell("Read", 1.0)
    return Gathered(people=gathered.people, notes=(*_ignored(files), *_unused(files, renaming), *gathered.notes))


def _refuse(asked: Asked) -> None:
    if not 0 <= asked.threshold < 1:
        raise Unreadable(f"--threshold is a probability, from 0 to just under 1, and not {asked.threshold:g}.")
    refuse_unwritable(asked.out)
    if asked.told and asked.known.exists() and asked.told.exists() and asked.known.samefile(asked.told):
        raise Unreadable(f"{asked.known} is named twice. To find the duplicates in one file, name it once.")
    for path in filter(None, (asked.known, asked.told)):
        if asked.out.exists() and path.exists() and asked.out.samefile(path):
            raise Unreadable(f"--out {asked.out} would overwrite one of the files that are matched.")


def _renaming(path: Path | None) -> Mapping[str, str]:
    if path is None:
        return {}
    try:
        return read_renaming(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"--columns {path} cannot be read: {error}.") from error


def _ignored(files: list[PersonFile]) -> list[str]:
    return [f"{file.name}: ignored {_listed(file.ignored)}." for file in files if file.ignored]


def _unused(files: list[PersonFile], renaming: Mapping[str, str]) -> list[str]:
    absent = [theirs for theirs in renaming if not any(theirs in file.header for file in files)]
    return [f"--columns names {_listed(tuple(absent))}, which no file has."] if absent else []


def _listed(names: tuple[str, ...]) -> str:
    columns = "columns" if len(names) > 1 else "the column"
    return f"{columns} {', '.join(names)}"
