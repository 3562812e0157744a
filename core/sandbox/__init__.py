"""Work that must not be trusted, done in a child process that is shut in: no network, no secrets, limits of its own."""
