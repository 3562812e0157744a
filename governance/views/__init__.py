"""The pages of meetings, papers and actions. One reading or one action call for each."""
