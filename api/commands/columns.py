"""What tables of `api.commands.analysing` show: keys of rows and their headings."""

from __future__ import annotations

PATH_COLUMNS = {
    "path": "Path",
    "one_name": "From",
    "predicate": "Relation",
    "direction": "Direction",
    "other_name": "To",
    "sources": "Sources",
    "confidence": "Confidence",
    "quote": "Sentence",
}
TIMELINE_COLUMNS = {
    "begin": "From",
    "end": "To",
    "roles": "Role",
    "type": "Type",
    "agents": "Who",
    "targets": "Whom",
    "places": "Where",
    "sources": "Sources",
    "quote": "Sentence",
}
CHANGE_COLUMNS = {
    "change": "Change",
    "subject_name": "Who",
    "predicate": "Relation",
    "object_name": "Whom",
    "earlier_sources": "Sources before",
    "later_sources": "Sources after",
    "quote": "Sentence",
}
CONTRADICTION_COLUMNS = {
    "number": "Number",
    "kind": "About",
    "type": "Event",
    "value": "Value",
    "sources": "Sources",
    "reports": "Reports",
    "speakers": "Speakers",
    "begin": "Day",
    "quote": "Sentence",
}
SOURCE_COLUMNS = {
    "number": "Source",
    "outlets": "Outlets",
    "reports": "Reports",
    "speakers": "Speakers",
    "published": "Published",
    "confidence": "Confidence",
    "quote": "Sentence",
}
MEMBER_COLUMNS = {
    "relation": "Relation",
    "direction": "Direction",
    "member_name": "Member",
    "member_type": "Type",
    "via": "Of",
    "sources": "Sources",
    "quote": "Sentence",
}
DESIGNATION_COLUMNS = {
    "begin": "Day",
    "designated_name": "Designated",
    "designation": "As",
    "by_names": "By",
    "modality": "Modality",
    "sources": "Sources",
    "quote": "Sentence",
}
METRIC_COLUMNS = {
    "name": "Actor",
    "type": "Type",
    "degree": "Degree",
    "strength": "Strength",
    "betweenness": "Betweenness",
    "pagerank": "PageRank",
    "community": "Community",
}
SEARCH_COLUMNS = {
    "name": "Name",
    "matched": "Found as",
    "kind": "Kind",
    "type": "Type",
    "country": "Country",
    "relationships": "Relationships",
    "id": "Id",
}
