"""One module a family of sources; the file name is the word in a card's `fetch.family`."""
