"""Keeping records: one declaration of a kind of row gives its pages and its API, with the same rows, filters,
permissions and saves. What the kinds are is said by each app's `records` room."""
