"""Made-up alliances for training, at any size: the same sizes, seed and date give the same rows."""
