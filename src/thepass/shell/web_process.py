"""gunicorn, set up for us: one arbiter, a few processes, a few threads each."""

import logging
import os
import socket
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger


class OneLog(Logger):
    """gunicorn's words go through our log, secrets hidden; our own lines say who was answered."""

    def setup(self, cfg: Any) -> None:
        self.error_log = logging.getLogger("gunicorn.error")
        self.access_log = logging.getLogger("gunicorn.access")
        for one in (self.error_log, self.access_log):
            one.handlers.clear()
            one.propagate = True

    def access(self, *args: Any, **more: Any) -> None:
        pass

    def reopen_files(self) -> None:
        pass

    def close_on_exec(self) -> None:
        pass


class Web(BaseApplication):
    """The application is loaded already, in the process that forks."""

    def __init__(
        self, application: Any, listener: socket.socket, *, workers: int, threads: int, behind_proxy: bool
    ) -> None:
        self.application = application
        self.options = {
            "bind": [f"fd://{listener.fileno()}"],
            "workers": workers,
            "worker_class": "gthread",
            "threads": threads,
            "preload_app": True,
            "timeout": 60,
            "graceful_timeout": 30,
            "keepalive": 5,
            "logger_class": OneLog,
            "accesslog": None,
            "proc_name": "thepass",
            "control_socket_disable": True,
            # Headers from a proxy count only where the setting `proxy` says that one stands there.
            "forwarded_allow_ips": "*" if behind_proxy else "",
            "worker_tmp_dir": "/dev/shm" if os.access("/dev/shm", os.W_OK) else None,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self.application
