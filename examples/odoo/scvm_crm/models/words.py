"""Neutral words: a customer may ask to see what is stored."""

SEGMENTS = [
    ("fan", "Satisfied, closely attached"),
    ("sympathizer", "Satisfied, attached"),
    ("mercenary", "Satisfied, not attached"),
    ("captive", "Dissatisfied, but bound"),
    ("opponent", "Dissatisfied, not bound"),
    ("unclassified", "Not classified"),
]
STATUSES = [
    ("scored", "Scored"),
    ("excluded", "Excluded: no legal basis"),
    ("insufficient_data", "Not enough data"),
    ("stale", "Old score: waiting for scoring"),
    ("error", "Old score: the last scoring failed"),
]
CONSENTS = [("granted", "Granted"), ("refused", "Refused"), ("withdrawn", "Withdrawn")]
