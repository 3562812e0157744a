"""The verbs of meetings, papers and actions over the API, with the rows and refusals of their pages."""
