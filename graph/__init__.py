"""Claims become one graph, and the graph answers. Start with `KnowledgeGraph`."""

from graph.knowledge_graph import KnowledgeGraph
from graph.network import ActorNetwork

__all__ = ["ActorNetwork", "KnowledgeGraph"]
