"""The API's OpenAPI document in words, for the reference pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias, cast

from frontdoor.api.views import api

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | bool | None"
Object = Mapping[str, Json]


def api_words() -> str:
    """Describe every operation and every shape of the machines' door."""
    document = cast(Object, api.get_openapi_schema(path_prefix="/api/v1/"))
    operations = [
        _operation(verb, path, _object(one))
        for path, verbs in _object(document["paths"]).items()
        for verb, one in _object(verbs).items()
    ]
    shapes = _object(_object(document["components"])["schemas"])
    return (
        "# The API\n\nFor agencies' own systems: [how to send contacts](../how-to/send-contacts-by-api.md). "
        "The OpenAPI document that this page is made from is at `/api/v1/openapi.json`. Every operation asks for "
        "`Authorization: Bearer` and a machine's key.\n\n"
        + "\n".join(operations)
        + "\n"
        + "\n".join(_shape(name, _object(one)) for name, one in sorted(shapes.items()))
    )


def _operation(verb: str, path: str, said: Object) -> str:
    headers = [f"Header `{_text(one, 'name')}`: {_text(one, 'description')}." for one in _list(said.get("parameters"))]
    answers = _object(said["responses"]).items()
    rows = [(str(code), _answer(_object(one)), _text(one, "description")) for code, one in answers]
    body = _name_of(_object(said["requestBody"])) if "requestBody" in said else ""
    return (
        f"## `{verb.upper()} {path}`\n\n{_text(said, 'description')}\n\n"
        + "".join(f"{line}\n\n" for line in (*headers, body and f"Body: {body}.") if line)
        + _rows(("Answer", "Body", "Meaning"), sorted(rows))
    )


def _answer(said: Object) -> str:
    return _name_of(said) if "content" in said else ""


def _name_of(said: Object) -> str:
    content = _object(_object(said["content"])["application/json"])
    return _kind(_object(content["schema"]))


def _shape(name: str, said: Object) -> str:
    needed = _list(said.get("required"))
    rows = [
        (f"`{field}`", "yes" if field in needed else "", _kind(_object(one)), _meaning(_object(one)))
        for field, one in _object(said.get("properties", {})).items()
    ]
    words = _text(said, "description")
    return f"## {name}\n\n" + (f"{words}\n\n" if words else "") + _rows(("Field", "Needed", "What", "Meaning"), rows)


def _kind(said: Object) -> str:
    """Say what a value is: another shape, one of some words, a list, or a plain kind."""
    if "$ref" in said:
        name = _text(said, "$ref").rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    for several in ("allOf", "anyOf"):
        if several in said:
            kinds = [_object(one) for one in _list(said[several])]
            return " or ".join(_kind(one) for one in kinds if one.get("type") != "null")
    if "enum" in said:
        return ", ".join(f"`{one}`" for one in _list(said["enum"]))
    if said.get("type") == "array":
        return f"list of {_kind(_object(said['items']))}{_bounds(said, 'minItems', 'maxItems')}"
    return f"{_text(said, 'format') or _text(said, 'type')}{_bounds(said, 'minLength', 'maxLength')}"


def _bounds(said: Object, least: str, most: str) -> str:
    told = [f"{word} {said[key]}" for word, key in (("at least", least), ("at most", most)) if key in said]
    return f" ({', '.join(told)})" if told else ""


def _meaning(said: Object) -> str:
    unless = said.get("default")
    said_so = f"`{unless}` unless said" if isinstance(unless, str) and unless else ""
    return " ".join(words for words in (_text(said, "description"), said_so) if words)


def _rows(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head), *_cells(rows)]
    return "\n".join(lines) + "\n"


def _cells(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def _object(value: Json) -> Object:
    return cast(Object, value)


def _list(value: Json) -> Sequence[Json]:
    return cast("Sequence[Json]", value or ())


def _text(value: Json, name: str) -> str:
    return str(_object(value).get(name) or "")
