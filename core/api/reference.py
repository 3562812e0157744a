"""The OpenAPI document in plain words: groups of addresses with what each takes and answers. No page stands here."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.utils.text import slugify
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from rest_framework.renderers import BaseRenderer

from core.api.schema import METHODS

VERBS: Final = {"get": "Read", "post": "Add or do", "patch": "Change", "put": "Replace", "delete": "Remove"}
EXAMPLES: Final = {"integer": 1, "number": 1.5, "boolean": True, "array": [], "object": {}}
FORMATS: Final = {
    "date": ("date", "2026-09-22"),
    "date-time": ("date and time", "2026-09-22T09:00:00Z"),
    "email": ("email address", "name@example.org"),
    "uuid": ("UUID", "6f0c1f5e-6f0a-4d0e-9a53-0d7c3f3f6a10"),
    "decimal": ("decimal number", "100000.00"),
    "uri": ("address", "https://example.org/"),
}


@dataclass(frozen=True)
class Part:
    """A parameter or a field: its name, what it may hold, and what it means."""

    name: str
    kind: str
    words: str = ""
    where: str = ""
    needed: bool = False


@dataclass(frozen=True)
class Outcome:
    status: str
    words: str


@dataclass(frozen=True)
class Operation:
    """One method of one address."""

    anchor: str
    method: str
    path: str
    title: str
    words: str
    parameters: list[Part]
    fields: list[Part]
    returned: list[Part]
    outcomes: list[Outcome]
    example: str


@dataclass(frozen=True)
class Group:
    slug: str
    title: str
    operations: list[Operation] = field(default_factory=list)


@cache
def document() -> dict[str, Any]:
    """The whole OpenAPI document, made once for each process, as every signed-in account may read it."""
    made: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return made


class OnceGenerator(SchemaGenerator):
    """Serves the document made once: making it takes seconds and it is the same for all."""

    def get_schema(self, request: Any = None, public: bool = False) -> dict[str, Any]:
        return document()


@cache
def _written(kind: Any) -> Any:
    return kind().render(document(), renderer_context={})


class _Once(BaseRenderer):
    """Writes the document out once for each process; an error is written as it comes."""

    kind: type[BaseRenderer]

    def render(self, data: Any, media_type: str | None = None, renderer_context: Any = None) -> Any:
        if data is document():
            kind: Any = self.kind
            return _written(kind)
        return self.kind().render(data, media_type, renderer_context)


def _once(kind: type[BaseRenderer]) -> type[BaseRenderer]:
    return type(f"Once{kind.__name__}", (_Once, kind), {"kind": kind})


RENDERERS: Final = [
    _once(kind) for kind in (OpenApiYamlRenderer, OpenApiYamlRenderer2, OpenApiJsonRenderer, OpenApiJsonRenderer2)
]
"""The forms in which the document is served, by what the caller accepts."""


@cache
def groups() -> list[Group]:
    """The operations by their tag, in the order of the alphabet."""
    found: dict[str, Group] = {}
    for path, methods in document()["paths"].items():
        for method in METHODS:
            if method in methods:
                title = methods[method].get("tags", ["other"])[0]
                group = found.setdefault(title, Group(slugify(title), title[:1].upper() + title[1:]))
                group.operations.append(_operation(path, method, methods[method]))
    return sorted(found.values(), key=lambda group: group.title.lower())


def _operation(path: str, method: str, stated: dict[str, Any]) -> Operation:
    body = _schema_in(stated.get("requestBody", {}))
    answers = stated["responses"]
    good: dict[str, Any] = next((answers[status] for status in answers if status.startswith("2")), {})
    parameters = [_parameter(each) for each in stated.get("parameters", [])]
    return Operation(
        anchor=slugify(stated["operationId"]),
        method=method.upper(),
        path=path,
        title=f"{VERBS[method]}: {path.removeprefix('/api/v1')}",
        words=stated.get("description", ""),
        parameters=sorted(parameters, key=lambda part: (not part.needed, part.where != "path")),
        fields=_fields(body, sent=True),
        returned=_fields(_one_of(_schema_in(good)), sent=False),
        outcomes=[Outcome(status, _outcome(answer)) for status, answer in sorted(answers.items())],
        example=_example(path, method, parameters, body),
    )


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        *_, kind, name = schema["$ref"].split("/")
        schema = document()["components"][kind][name]
    return schema


def _schema_in(holder: dict[str, Any]) -> dict[str, Any]:
    content = _resolved(holder).get("content", {})
    return dict(_resolved(content.get("application/json", {}).get("schema", {})))


def _one_of(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of one row, where the answer is a list or a page of rows."""
    if "results" in schema.get("properties", {}):
        schema = _resolved(schema["properties"]["results"])
    return _resolved(schema["items"]) if "items" in schema else schema


def _parameter(stated: dict[str, Any]) -> Part:
    return Part(
        stated["name"],
        _kind(stated.get("schema", {})),
        stated.get("description", "").partition("\n\n")[0],
        stated["in"],
        bool(stated.get("required")),
    )


def _fields(schema: dict[str, Any], *, sent: bool) -> list[Part]:
    """The fields that are sent (without those only read), or returned (without those only written)."""
    left_out = "readOnly" if sent else "writeOnly"
    needed = set(schema.get("required", []))
    return [
        Part(name, _kind(each), each.get("description", "").partition("\n\n")[0], "", name in needed)
        for name, each in schema.get("properties", {}).items()
        if not each.get(left_out)
    ]


def _kind(schema: dict[str, Any]) -> str:
    """What a value may be, in words."""
    for several in ("oneOf", "anyOf", "allOf"):
        if several in schema:
            return " or ".join(dict.fromkeys(kind for each in schema[several] if (kind := _kind(each))))
    schema = _resolved(schema)
    if "enum" in schema:
        return ", ".join("empty" if value in ("", None) else str(value) for value in schema["enum"])
    kinds = schema.get("type", "")
    words = [_one_kind(kind, schema) for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind]
    return " or ".join(words)


def _one_kind(kind: str, schema: dict[str, Any]) -> str:
    if kind == "array":
        return f"list of {_kind(schema.get('items', {})) or 'values'}"
    if kind == "null":
        return "nothing (null)"
    if kind == "string":
        name = FORMATS.get(schema.get("format", ""), ("text",))[0]
        longest = schema.get("maxLength")
        return f"{name} of up to {longest} characters" if longest and name == "text" else name
    return {"integer": "whole number", "boolean": "true or false"}.get(kind, kind)


def _outcome(answer: dict[str, Any]) -> str:
    return _resolved(answer).get("description", "") or "Done."


def _example_value(schema: dict[str, Any]) -> Any:
    for several in ("oneOf", "anyOf", "allOf"):
        if several in schema:
            return _example_value(schema[several][0])
    schema = _resolved(schema)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type", "string")
    kind = kind if isinstance(kind, str) else kind[0]
    if kind == "object" and "words" in schema.get("properties", {}):
        return {"words": "22 September 2026"}
    if kind == "string":
        return FORMATS.get(schema.get("format", ""), ("", "text"))[1]
    return EXAMPLES.get(kind, "text")


def _example(path: str, method: str, parameters: list[Part], body: dict[str, Any]) -> str:
    """A curl command that can be copied: the key, the headers the method needs, and the fields it must have."""
    address = settings.SITE_URL.rstrip("/") + path.replace("{id}", "1")
    parts = [f"curl {address}", '-H "Authorization: Bearer $CONCORDAT_KEY"']
    if method != "get":
        parts[0] = f"curl -X {method.upper()} {address}"
    if any(each.name == "If-Match" for each in parameters):
        parts.append("-H 'If-Match: \"v1\"'")
    if method == "post":
        parts.append('-H "Idempotency-Key: $(uuidgen)"')
    wanted = [name for name, each in body.get("properties", {}).items() if not each.get("readOnly")]
    needed = [name for name in wanted if name in body.get("required", [])] or wanted[:1]
    if needed and method != "get":
        sent = {name: _example_value(body["properties"][name]) for name in needed}
        parts += ['-H "Content-Type: application/json"', f"-d '{json.dumps(sent, ensure_ascii=False)}'"]
    return " \\\n  ".join(parts)
