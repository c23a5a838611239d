"""The command line `sdg`. Commands import what they need when they run: `sdg --help` is instant."""
