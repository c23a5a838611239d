"""A stand-in publisher: a real HTTP server on loopback that answers as the publishers do."""
