"""How a pack is made: what parts it has, the processes that make them, the shelf of those made before, the whole."""
