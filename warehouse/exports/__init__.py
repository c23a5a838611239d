"""Files to take away: tables of a release (`tables`), written as CSV (`csv`)."""
