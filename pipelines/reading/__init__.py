"""From bytes to rows: "what the source says, in our words". No joins, no silent guesses."""
