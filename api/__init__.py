"""Top floor: the main flow, the command line and the server."""
