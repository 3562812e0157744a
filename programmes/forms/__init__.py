"""The forms of the cycle, and of the verbs of gates and baselines. They check a dictionary and save nothing."""
