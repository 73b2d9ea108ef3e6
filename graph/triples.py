"""The type of what the writers of RDF yield."""

from collections.abc import Iterator
from typing import TypeAlias

import pyoxigraph as ox

Triples: TypeAlias = Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]
