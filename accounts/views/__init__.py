"""The screens of administrators: people and their roles."""
