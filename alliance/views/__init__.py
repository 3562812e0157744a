"""The pages of this app that are more than its kinds of record."""
