"""The catalogue as an Excel workbook: out for the city's staff, and back in, checked.

`sheets` says which sheet holds which part of a card, `cells` how a value stands in a cell.
`export` writes; `read` takes the cells out again; `cards` makes cards of them and gathers all that
is wrong; `diff` says what would change; `write_cards` writes YAML; `folders` puts it in place.
"""
