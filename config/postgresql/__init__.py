"""PostgreSQL as Django knows it, but for what each request of an engine would pay for."""
