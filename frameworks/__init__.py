"""Competence frameworks and school vocabularies."""
