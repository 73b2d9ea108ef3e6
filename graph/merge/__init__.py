"""The merged layer: who is who, which claims speak of one event, what edges follow.

Pure functions from the facts of all reports to nodes; `revise` applies them to the part that a change touches.
"""
