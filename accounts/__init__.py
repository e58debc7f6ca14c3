"""People, their schools and roles, and the trail of what they did."""
