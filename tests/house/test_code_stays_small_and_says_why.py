"""A function fits on a screen, a file has one subject, and whatever is ignored says why."""

from __future__ import annotations

import ast
import io
import re
import tokenize

from tests.house.ground import ROOT, Source, functions, sources

MOST_LINES_OF_A_FUNCTION, MOST_LINES_OF_A_FILE = 40, 350


def too_long(source: Source) -> list[str]:
    lines = source.text.count("\n")
    found = [f"{source.path}: {lines} lines"] if lines > MOST_LINES_OF_A_FILE else []
    for function in functions(source):
        length = (function.end_lineno or 0) - function.lineno + 1
        if length > MOST_LINES_OF_A_FUNCTION:
            found.append(f"{source.path}:{function.lineno}: {function.name} has {length} lines")
    return found


def ignored_without_a_reason(source: Source) -> list[str]:
    """List the comments that switch a check off and say nothing more."""
    found: list[str] = []
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type == tokenize.COMMENT and re.search(r"#\s*(noqa|type:\s*ignore)", token.string):
            said = re.sub(
                r"#\s*noqa(:\s*[A-Z]+[0-9]+(,\s*[A-Z]+[0-9]+)*)?|#\s*type:\s*ignore(\[[\w,\s-]+\])?", "", token.string
            )
            if len(re.sub(r"[^A-Za-z]", "", said)) < 8:
                found.append(f"{source.path}:{token.start[0]}: {token.string}")
    return found


def test_functions_and_files_stay_small() -> None:
    wrong = [said for source in sources() for said in too_long(source)]
    assert not wrong, "\n".join(wrong)


def test_what_is_ignored_says_why() -> None:
    wrong = [said for source in sources() for said in ignored_without_a_reason(source)]
    assert not wrong, "write the reason beside it:\n" + "\n".join(wrong)


def test_a_function_that_is_too_long_and_a_bare_ignore_would_be_found() -> None:
    long = "def f() -> None:\n" + "    x = 1\n" * 41
    assert too_long(Source(path="x.py", text=long, tree=ast.parse(long)))
    bare, said = "x = 1  # " + "noqa: S105\n", "x = 1  # " + "noqa: S105  (the name of a field, no secret)\n"
    assert ignored_without_a_reason(Source(path="x.py", text=bare, tree=ast.parse(bare)))
    assert not ignored_without_a_reason(Source(path="x.py", text=said, tree=ast.parse(said)))


# Rooms whose name says nothing about what is in them.
EMPTY_NAMES = {"utils", "helpers", "services", "common", "misc", "manager", "managers", "handlers", "processors"}


def test_no_file_is_named_after_nothing() -> None:
    files = [
        file for file in (ROOT / "frontdoor").rglob("*.py") if EMPTY_NAMES & {file.stem, *file.relative_to(ROOT).parts}
    ]
    assert not files, files
