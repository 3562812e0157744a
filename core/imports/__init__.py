"""From sheets to rows, all or nothing: what was sent is checked, planned and, when its sender agrees, applied.

Which sheets there are is said by each app; how a cell is read stands in `core.tabular`.
"""
