"""The catalogue: cards read from YAML, checked, and joined into one frozen value."""

from indicators.catalogue.catalogue import Catalogue
from indicators.catalogue.load import CARDS, CatalogueError, Problem, load_catalogue

__all__ = ["CARDS", "Catalogue", "CatalogueError", "Problem", "load_catalogue"]
