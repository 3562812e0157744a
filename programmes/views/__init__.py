"""The pages of areas and of the reporting cycle. HTTP in, HTTP out."""
