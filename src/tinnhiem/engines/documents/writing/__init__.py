"""Facts and forms to finished PDF and DOCX documents; every number in them is a fact with an id."""
