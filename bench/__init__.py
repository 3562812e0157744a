"""Measures the product as it is shipped: over HTTP through gunicorn, and the making of documents in the sandbox.

Only measuring stands here; what the figures mean stands in docs/figures.md.
"""
