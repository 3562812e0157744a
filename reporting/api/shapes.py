"""Serializers made from the frozen shapes of a reading, so that a page and the API cannot say different things."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from rest_framework import serializers

PLAIN: dict[type, type[serializers.Field[Any, Any, Any, Any]]] = {
    str: serializers.CharField,
    bool: serializers.BooleanField,
    int: serializers.IntegerField,
    date: serializers.DateField,
}


@cache
def serializer_of(
    shape: Any, within: str, **special: serializers.Field[Any, Any, Any, Any]
) -> type[serializers.Serializer[Any]]:
    """A serializer of every field of a dataclass; `special` names those that have one of their own.

    `within` is what the shape is a part of: the reference calls each part by both names.
    """
    hints = get_type_hints(shape)
    declared = {each.name: special.get(each.name) or _field(hints[each.name], within) for each in fields(shape)}
    # A dataclass without words of its own has its signature for them.
    words = "" if (shape.__doc__ or "").startswith(f"{shape.__name__}(") else shape.__doc__
    return type(
        f"{within}{shape.__name__.removeprefix(within)}Serializer",
        (serializers.Serializer,),
        {**declared, "__doc__": words},
    )


def _field(hint: Any, within: str) -> serializers.Field[Any, Any, Any, Any]:
    """The field of one type: a plain one, a part, several of either, or one that may be missing."""
    if get_origin(hint) is tuple:
        several = get_args(hint)[0]
        if several in PLAIN:
            return serializers.ListField(child=PLAIN[several]())
        return serializer_of(several, within)(many=True)
    options = [each for each in get_args(hint) if each is not NoneType]
    one = options[0] if options else hint
    made: Any = PLAIN.get(one) or serializer_of(one, within)
    field: serializers.Field[Any, Any, Any, Any] = made(allow_null=True) if options else made()
    return field
