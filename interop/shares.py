"""The shares of the marks that Moodle knows."""

SHARES = dict(
    zip(
        [*range(1, 11), 20],
        ["100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10", "5"],
        strict=True,
    )
)
"""The share of one among several, in the spelling of Moodle's list of grades: it refuses any other."""
