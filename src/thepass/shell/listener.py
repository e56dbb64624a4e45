"""Taking an address to answer at, or saying in one sentence why not."""

import errno
import socket

from thepass.kernel.refusal import Refused


def listen(host: str, port: int) -> socket.socket:
    """Take the address before anything else, so that a taken one is known at once. Refuses one that cannot be had."""
    if not 0 <= port <= 65535:
        raise Refused(f"{port} is not a port: please choose one from 0 to 65535.")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (socket.gaierror, UnicodeError):
        raise Refused(f"The host name {host} is not known here: please choose another.") from None
    family, kind, proto, _, address = found[0]
    taken = socket.socket(family, kind, proto)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
        taken.listen(2048)
    except OSError as trouble:
        taken.close()
        raise Refused(_why(trouble, host, port)) from None
    return taken


def _why(trouble: OSError, host: str, port: int) -> str:
    says = {
        errno.EADDRINUSE: f"Something else answers at {host}:{port} already: please choose another port with --port.",
        errno.EACCES: f"This user may not use the port {port}: please choose one above 1023 with --port.",
        errno.EADDRNOTAVAIL: f"This machine has no address {host}: please choose another with --host.",
    }
    return says.get(trouble.errno or 0, f"The address {host}:{port} cannot be used ({trouble.strerror}).")
