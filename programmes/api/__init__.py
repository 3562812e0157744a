"""The API of the reporting cycle: the same rows, verbs and refusals as its pages."""
