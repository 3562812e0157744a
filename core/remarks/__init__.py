"""Comments on records of every kind: who may say something, how it is withdrawn, its pages and its API."""
