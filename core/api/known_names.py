"""What is sent to the API is sent by names that it knows: any other is refused, and the names it knows are given.

Here stand the ground of every serializer that reads a body, the words for a value that it cannot take, and the filters
of every list. What a field or filter means is said where it is declared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

OF_EVERY_ADDRESS: Final = frozenset({"format"})
"""What any address takes: the form of its answer."""
_KINDS: Final = {
    "bool": "true or false",
    "dict": "an object",
    "float": "a decimal number",
    "list": "a list",
    "NoneType": "null",
}
_LONGEST_SHOWN: Final = 60


def refuse_unknown(sent: Iterable[str], known: Collection[str], *, what: str) -> None:
    """Raises ValidationError naming each of `sent` that is not `known`, with those that are. `what` is their kind."""
    if wrong := unknown_names(sent, known, what=what):
        raise ValidationError(wrong)


def unknown_names(
    sent: Iterable[str], known: Collection[str], *, what: str, ignored: Collection[str] = ()
) -> dict[str, list[str]]:
    """What is wrong with the names sent, by name; `ignored` may be sent and mean nothing."""
    there_are = f"There are: {', '.join(sorted(known))}." if known else "There is none."
    return {
        name: [f"There is no {what} “{name}” here. {there_are}"]
        for name in dict.fromkeys(map(str, sent))
        if name not in known and name not in ignored
    }


def refuse_unknown_query(request: Request, known: Collection[str]) -> None:
    """Raises ValidationError for a query parameter that an address does not take."""
    allowed = {name for name in known if name} | OF_EVERY_ADDRESS
    refuse_unknown(request.query_params, allowed, what="query parameter")


class RowNumberField(serializers.PrimaryKeyRelatedField[Any]):
    """A row named by its number; what else is sent is refused in plain words."""

    default_error_messages = {
        "does_not_exist": "There is no {kind} with the number {pk_value}, or you may not see it.",
        "incorrect_type": "Expected the number of {kind}, found {found}.",
    }

    _found = ""

    def fail(self, key: str, **kwargs: Any) -> Any:
        # The base hands over the name of a Python type; the value itself was kept by `to_internal_value`.
        super().fail(key, kind=self._kind(with_article=key == "incorrect_type"), found=self._found, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        self._found = _shown(data)
        value: Any = super().to_internal_value(data)
        return value

    def _kind(self, *, with_article: bool) -> str:
        model: Any = getattr(getattr(self, "queryset", None), "model", None)
        name = "row" if model is None else str(model._meta.verbose_name)
        return f"{'an' if name[0] in 'aeiou' else 'a'} {name}" if with_article else name


def _shown(value: Any) -> str:
    """What was sent in place of a number, in words."""
    kind = type(value).__name__
    if isinstance(value, str):
        text = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"
        return f"“{text}”" if text else "an empty text"
    return _KINDS.get(kind, kind)


class KnownNames(serializers.Serializer[Any]):
    """The ground of what reads a body. Names that the answer gives but nobody may change are let through unread."""

    serializer_related_field: Any = RowNumberField
    answered: Collection[str] = ()
    """Names that the answer has beyond the fields of this serializer."""

    def get_fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().get_fields()
        for field in fields.values():
            if isinstance(field, serializers.ChoiceField):
                there_are = ", ".join(str(value) or "empty" for value in field.choices)
                # The words pass through `format`.
                there_are = there_are.replace("{", "{{").replace("}", "}}")
                field.error_messages["invalid_choice"] = f"“{{input}}” is not one of: {there_are}."
        return fields

    def to_internal_value(self, data: Any) -> Any:
        wrong = self._unknown(data)
        try:
            values = super().to_internal_value(data)
        except ValidationError as faults:
            if wrong and isinstance(faults.detail, dict):
                raise ValidationError({**wrong, **faults.detail}) from None
            raise
        if wrong:
            raise ValidationError(wrong)
        return values

    def _unknown(self, data: Any) -> dict[str, list[str]]:
        if not isinstance(data, Mapping):
            return {}
        writable = {name for name, field in self.fields.items() if not field.read_only}
        # A form sends what lies inside a field as `field[0]part` or `field.part`.
        sent = [name for name in data if str(name).replace("[", ".").partition(".")[0] not in writable]
        return unknown_names(sent, writable, what="field", ignored={*self.fields, *self.answered})


class KnownFilters(DjangoFilterBackend):
    """The filters of a list, which name the accepted values of a choice that is refused."""

    def get_filterset(self, request: Any, queryset: Any, view: Any) -> Any:
        filterset = super().get_filterset(request, queryset, view)
        if filterset is not None:
            for field in filterset.form.fields.values():
                choices = (
                    [str(value) for value, _ in getattr(field, "choices", ()) if value] if _is_plain(field) else []
                )
                if choices:
                    there_are = ", ".join(choices).replace("%", "%%")
                    field.error_messages["invalid_choice"] = f"“%(value)s” is not one of: {there_are}."
        return filterset


def _is_plain(field: Any) -> bool:
    """Whether the choices are written down, not rows: those of rows may be thousands."""
    return hasattr(field, "choices") and not hasattr(field, "queryset")


class KnownPages(PageNumberPagination):
    """Pages of a list that takes its own filters and what its view calls `query_names`, and refuses all else."""

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> Any:
        refuse_unknown_query(request, names_of_list(view) | {self.page_query_param, *self._size_name()})
        return super().paginate_queryset(queryset, request, view)

    def _size_name(self) -> list[str]:
        return [self.page_size_query_param] if self.page_size_query_param else []


def names_of_list(view: Any) -> set[str]:
    """The query parameters by which a list is narrowed and ordered."""
    kind = getattr(view, "filterset_class", None)
    filters = set(kind.base_filters) if kind else set(getattr(view, "filterset_fields", ()))
    return {*filters, *getattr(view, "query_names", ())}
