"""Reads a module's text for queries that do not ask who is reading. Which modules are read is said by the test.

A query begins at a manager (`Risk.objects`, `model._default_manager`, `Risk.history`), at a relation from one row to
many (`alliance.areas`), or at a bare model handed to a shortcut (`get_object_or_404(Risk, …)`). It is scoped when
its chain passes through one of SCOPES, or when every use of the name it is given to does.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

SCOPES = {"visible_to", "history_visible_to", "in_edition"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404", "aget_object_or_404"}
ENDS = {"none", "create", "bulk_create"}
"""Methods after which no row is read: an empty set, and the writing of new rows."""
READS = {
    "all", "filter", "exclude", "get", "first", "last", "earliest", "latest", "count", "exists", "order_by", "values",
    "values_list", "select_related", "prefetch_related", "annotate", "aggregate", "iterator", "in_bulk", "distinct",
    "as_at", "as_of", "position", "open_on", "update", "delete", "only", "defer", "reverse", "using",
}  # fmt: skip


@dataclass(frozen=True, order=True)
class Unscoped:
    """One query that nobody's right was asked for: where it stands and its text."""

    function: str
    line: int
    text: str


@dataclass
class Reader:
    """Finds the unscoped queries of one module."""

    tree: ast.Module
    models: frozenset[str]
    relations: frozenset[str]
    mechanisms: frozenset[str] = frozenset()
    above: dict[ast.AST, ast.AST] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for node in ast.walk(self.tree):
            for child in ast.iter_child_nodes(node):
                self.above[child] = node

    def unscoped(self) -> Iterator[Unscoped]:
        for node in ast.walk(self.tree):
            if self.begins(node) and not self.is_scoped(node):
                yield Unscoped(self.function_of(node), node.lineno, ast.unparse(self.top_of(node)))  # type: ignore[attr-defined]

    def begins(self, node: ast.AST) -> bool:
        """Whether a query begins at this node."""
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0] if node.args else None
            return called in SHORTCUTS and isinstance(first, ast.Name) and first.id in self.known_models()
        if not isinstance(node, ast.Attribute) or not isinstance(node.ctx, ast.Load):
            return False
        owner = node.value.id if isinstance(node.value, ast.Name) else ""
        if node.attr in MANAGERS:
            return owner not in self.mechanisms
        if owner == "self":
            return False
        if node.attr == "history":
            return True
        return node.attr in self.relations and self.next_step(node) in READS

    def known_models(self) -> set[str]:
        """The names by which this module knows models: their own, and what an import calls them."""
        names = set(self.models)
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom):
                names |= {each.asname for each in node.names if each.name in self.models and each.asname}
        return names

    def next_step(self, node: ast.AST) -> str:
        parent = self.above.get(node)
        return parent.attr if isinstance(parent, ast.Attribute) and parent.value is node else ""

    def chain_of(self, node: ast.AST) -> tuple[set[str], ast.AST]:
        """The methods called one after another from this node, and the whole expression they make."""
        steps: set[str] = set()
        while True:
            parent = self.above.get(node)
            if isinstance(parent, ast.Attribute) and parent.value is node:
                steps.add(parent.attr)
            elif not (isinstance(parent, ast.Call) and parent.func is node):
                return steps, node
            node = parent

    def top_of(self, node: ast.AST) -> ast.AST:
        return self.chain_of(node)[1]

    def is_scoped(self, node: ast.AST, seen: frozenset[ast.AST] = frozenset()) -> bool:
        steps, top = self.chain_of(node)
        parent = self.above.get(top)
        if steps & (SCOPES | ENDS) or node in seen or self.is_for_the_system(top, parent):
            return True
        if isinstance(parent, ast.Call) and top in parent.args and self.called(parent) == "history_visible_to":
            return True
        if isinstance(parent, ast.IfExp | ast.NamedExpr):
            return self.is_scoped(parent, seen | {node})
        name = self.given_to(parent)
        if not name:
            return False
        uses = list(self.uses(name, node))
        return bool(uses) and all(self.is_scoped(use, seen | {node}) for use in uses)

    @staticmethod
    def is_for_the_system(top: ast.AST, parent: ast.AST | None) -> bool:
        """Whether this is the branch for nobody: `rows.all() if user is None else rows.visible_to(user)`."""
        if not isinstance(parent, ast.IfExp) or parent.body is not top or not isinstance(parent.test, ast.Compare):
            return False
        test = parent.test
        nobody = isinstance(test.ops[0], ast.Is) and ast.unparse(test.comparators[0]) == "None"
        return nobody and ast.unparse(test.left) in ("user", "by", "self.user")

    @staticmethod
    def called(call: ast.Call) -> str:
        return call.func.attr if isinstance(call.func, ast.Attribute) else ""

    @staticmethod
    def given_to(parent: ast.AST | None) -> str:
        """The one name to which an assignment gives its value."""
        target: ast.AST | None = None
        if isinstance(parent, ast.AnnAssign):
            target = parent.target
        elif isinstance(parent, ast.Assign) and len(parent.targets) == 1:
            target = parent.targets[0]
        return target.id if isinstance(target, ast.Name) else ""

    def uses(self, name: str, node: ast.AST) -> Iterator[ast.Name]:
        for each in ast.walk(self.scope_of(node)):
            if isinstance(each, ast.Name) and each.id == name and isinstance(each.ctx, ast.Load):
                yield each

    def scope_of(self, node: ast.AST) -> ast.AST:
        while node in self.above and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node = self.above[node]
        return node

    def function_of(self, node: ast.AST) -> str:
        return getattr(self.scope_of(node), "name", "the module")
