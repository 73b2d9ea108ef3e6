"""Questions as SPARQL, for those who ask in SPARQL: the same rows as the functions of the same name.

Variables that a caller binds are named in the comment; bind them as parameters, never by pasting text.
"""

from __future__ import annotations

from graph.edges import Row
from graph.resolve import resolve
from graph.sparql import sparql_rows
from graph.view import View

PARTNERS_QUERY = """\
# Who partnered with ?actor, or with a part of it? Bind ?actor to the IRI of an actor.
PREFIX sg: <https://w3id.org/sitgraph/ns#>
PREFIX plover: <https://w3id.org/sitgraph/plover#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT DISTINCT ?actor ?partner ?partner_name ?partner_type ?country ?via ?events ?reports ?sources ?first ?last
       ?confidence ?relationship ?quote
WHERE {
  ?unit (sg:partOf|sg:affiliatedWith)* ?actor .
  { ?relationship sg:subject ?unit ; sg:object ?partner } UNION { ?relationship sg:object ?unit ; sg:subject ?partner }
  ?relationship a sg:Relationship ; sg:predicate sg:partneredWith ; sg:modality plover:asserted ;
      sg:eventCount ?events ; sg:reportCount ?reports ; sg:sourceCount ?sources ; sg:confidence ?confidence ;
      sg:bestEvidence/oa:exact ?quote .
  ?partner skos:prefLabel ?partner_name ; sg:actorType ?partner_type .
  OPTIONAL { ?partner sg:country ?country }
  OPTIONAL { ?relationship sg:firstDate ?first }
  OPTIONAL { ?relationship sg:lastDate ?last }
  BIND(IF(?unit = ?actor, ?unbound, ?unit) AS ?via)
  FILTER NOT EXISTS { ?partner (sg:partOf|sg:affiliatedWith)* ?actor }
}
ORDER BY DESC(?sources) DESC(?confidence) ?partner_name ?relationship ?via
"""


def partner_rows(view: View, actor: str) -> list[Row]:
    """The rows of ``PARTNERS_QUERY`` with ids in place of IRIs: those of `graph.partners`, as far as they go.

    Raises:
        UnknownActor, AmbiguousActor: when it is not clear who is meant.
    """
    iri = view.node(resolve(view, actor)).value
    return [_with_ids(view, row) for row in sparql_rows(view.store, PARTNERS_QUERY, bindings={"actor": iri})]


def _with_ids(view: View, row: Row) -> Row:
    short = {name: row[name] and row[name][len(view.names.base) :].partition("/")[2] for name in _IRIS}
    kind = row["partner_type"].rpartition("#")[2]
    return {name: item for name, item in row.items() if name != "actor"} | short | {"partner_type": kind}


_IRIS = ("partner", "via", "relationship")
