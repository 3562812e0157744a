"""Files that people send: what is refused, what is cleaned, and a hostile corpus."""
