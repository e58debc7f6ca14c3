"""The demo content: challenges and tutorials of every discipline, and the files they use."""
