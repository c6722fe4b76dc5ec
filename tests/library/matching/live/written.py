"""Writing that is nearly the same: the cases in which a proof that two differ could go wrong."""

from __future__ import annotations

from hypothesis import strategies as st


def nearly(texts: st.SearchStrategy[str], letters: str) -> st.SearchStrategy[tuple[str, str]]:
    """Give a text and one that a few letters are changed, left out, added or swapped in; or any other."""
    changes = st.lists(st.tuples(st.integers(0, 30), st.sampled_from(letters), st.integers(0, 3)), max_size=3)
    return st.one_of(st.tuples(texts, texts), st.tuples(texts, changes).map(lambda both: (both[0], changed(*both))))


def changed(text: str, changes: list[tuple[int, str, int]]) -> str:
    """Make the changes, each at its place."""
    for where, letter, how in changes:
        place = where % (len(text) + 1)
        before, here, after = text[:place], text[place : place + 1], text[place + 1 :]
        text = (
            before + letter + here + after,
            before + letter + after,
            before + after,
            before + after[:1] + here + after[1:],
        )[how]
    return text
