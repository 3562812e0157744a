"""Sheets of cells: how an app declares one, how a file becomes one, how a cell is read and written.

No row of the database is read or saved here; what an import would change stands in `core.imports`.
"""
