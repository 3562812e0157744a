"""What every API answer shares: keys, pages, errors, versions. No kind of record stands here."""
