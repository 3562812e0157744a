"""The API of the composed answers and the documents: the same readings and verbs as the pages."""
