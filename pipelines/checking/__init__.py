"""`sdg check`: read and validate files without storing anything, and say what to mend."""
