"""A sixth alliance, invented, set up through the workbook and again through the forms of the browser."""
