"""The composed pages and the documents. HTTP in, HTTP out; the reading and the verbs stand elsewhere."""
