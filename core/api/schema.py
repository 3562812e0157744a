"""What the OpenAPI document says of every address alike: the headers to send and the refusals to expect.

What each address takes and answers is read from its view.
"""

from __future__ import annotations

from typing import Any, Final

METHODS: Final = ("get", "post", "put", "patch", "delete")
REPEAT_KEY: Final[dict[str, Any]] = {
    "in": "header",
    "name": "Idempotency-Key",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    "description": (
        "A text of your own, new for each thing you want done. Sent again within seven days with the same request, "
        "it brings the first answer and does nothing; with another request it is refused."
    ),
}
IF_MATCH: Final[dict[str, Any]] = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string"},
    "description": 'The ETag of the version you read, such as "v3".',
}
REFUSALS: Final = {
    "400": "Something sent is wrong; the fields at fault are named.",
    "401": "No key or sign-in was sent, or the key is unknown, expired or revoked.",
    "403": "This account may not do that; the reason is given.",
    "404": "There is no such record, or this account may not see it.",
    "409": "The record is in a state in which this cannot be done, or the same request is being answered.",
    "412": "Somebody else has saved the record since you read it.",
    "422": "The Idempotency-Key was used for another request.",
    "428": "If-Match is missing.",
}
BY_METHOD: Final = {
    "get": ("401", "404"),
    "post": ("400", "401", "403", "404", "409", "422"),
    "patch": ("400", "401", "403", "404", "409", "412", "428"),
}
PROBLEM: Final = {
    "type": "object",
    "description": "What was wrong: in words under `detail`, or field by field.",
    "properties": {"detail": {"type": "string"}},
    "additionalProperties": True,
}


def name_common_headers(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A drf-spectacular hook: add Idempotency-Key to every POST, If-Match to every PATCH, and the refusals."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components["responses"] = {
        f"Refused{status}": {
            "description": words,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, words in REFUSALS.items()
    }
    for path in result["paths"].values():
        for method in METHODS:
            if method in path:
                _complete(path[method], method)
    return result


def _complete(operation: dict[str, Any], method: str) -> None:
    parameters = operation.setdefault("parameters", [])
    named = {each["name"] for each in parameters}
    header = {"post": REPEAT_KEY, "patch": IF_MATCH}.get(method)
    if header is not None and header["name"] not in named:
        parameters.append(dict(header))
    for status in BY_METHOD.get(method, ("401", "403", "404")):
        operation["responses"].setdefault(status, {"$ref": f"#/components/responses/Refused{status}"})
