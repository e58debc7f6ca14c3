"""The writer's desk: challenges and tutorials as drafts, and their submission."""
