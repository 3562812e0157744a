"""Files that people send: opened, cleaned and made anew in the sandbox before anything of them is kept."""
