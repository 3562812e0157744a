"""What the API answers of this app beyond its kinds of record. No rule stands here."""
