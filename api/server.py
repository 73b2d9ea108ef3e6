"""Starts the server: binds the address, builds the application, says where it is, and serves until it is stopped."""

from __future__ import annotations

import ipaddress
import socket
import sys

from api.settings import Settings
from ontology.errors import SitgraphError


class AddressError(SitgraphError):
    """The address cannot be listened on."""

    code = "SG603"


def run(settings: Settings) -> None:
    """Serve the store named in the settings until Ctrl-C.

    Raises:
        StoreNotFound, StoreLocked, StoreVersion: when the store cannot be opened.
        AddressError: when the address is taken or not ours.
    """
    import uvicorn

    from api.app import create_app

    app = create_app(settings.store, settings)
    listener = bind(settings.host, settings.port)
    port = listener.getsockname()[1]
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(f"sitgraph serves {settings.store} on http://{host}:{port}/ (Ctrl-C stops)", file=sys.stderr, flush=True)
    if not _is_local(settings.host):
        print("Note: everyone who reaches this address can read the graph.", file=sys.stderr, flush=True)
    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=5)
    uvicorn.Server(config).run(sockets=[listener])


def bind(host: str, port: int) -> socket.socket:
    """A listening socket on the address; port 0 takes any free one.

    Raises:
        AddressError: when that is not possible.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        reason = error.strerror or str(error)
        raise AddressError(f"cannot listen on {host} port {port}: {reason}", hint="choose another --port") from None


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
