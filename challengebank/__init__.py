"""What exists and what was released: versions, decisions, banks, releases."""
