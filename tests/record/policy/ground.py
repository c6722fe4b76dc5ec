"""The example edition to change in a test: the folder, copied, with some of its text replaced."""

from __future__ import annotations

import shutil
from pathlib import Path

from frontdoor.record.policy.editions import EXAMPLE, Rules, read_file, understand


def folder(tmp_path: Path, *changes: tuple[str, str, str]) -> Path:
    """Copy the example and replace text in its files: (file, what stands there, what shall)."""
    made = tmp_path / "ours"
    shutil.copytree(EXAMPLE, made)
    for name, before, after in changes:
        text = (made / name).read_text(encoding="utf-8")
        assert before in text, f"{name} does not hold {before!r}"
        (made / name).write_text(text.replace(before, after, 1), encoding="utf-8")
    return made


def rules(tmp_path: Path, *changes: tuple[str, str, str]) -> Rules:
    """Read the changed example."""
    return understand(read_file(folder(tmp_path, *changes)))
