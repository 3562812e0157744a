"""PDF in, PDF out: what makes rendered pages an archive document, and many parts one pack. No Django, no records."""
