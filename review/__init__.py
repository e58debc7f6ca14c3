"""Peers' opinions on frozen versions, and the decision."""
