"""`thepass serve` and `thepass work`: set up once, then web and background work under one supervisor."""

import gc
import http.client
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

import structlog

from thepass.config.settings import BadSetting, Settings, read
from thepass.kernel.refusal import Refused
from thepass.shell import logs, metrics
from thepass.shell.listener import listen
from thepass.shell.supervisor import Child, Supervisor, stopping

log = structlog.get_logger("thepass.serve")


def serve(*, host: str = "127.0.0.1", port: int = 8000, workers: int | None = None) -> int:
    """Web and background work until told to stop; the exit code. Refuses a taken port, a database it cannot use."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # until there is somebody to tell
    gc.disable()  # nothing loaded from here on is thrown away again; looking for garbage costs a tenth of the start
    settings = read()
    logs.set_up(settings)
    with listen(host, port) as listener, ExitStack() as stack:
        if not settings.url:  # links in mail lead to where we are served, as nobody has said where else
            os.environ["THEPASS_URL"] = _reached_at(host, listener.getsockname()[1])
        prepare(settings)
        if not on_this_machine(host):
            refuse_demo()
        application = _preload()
        children = [
            Child("web", _web(application, listener, workers or settings.workers, settings)),
            Child("worker", _without(listener, _work)),
            *(Child(child.name, _without(listener, child.run)) for child in _figures(settings, stack)),
        ]
        _before_forking()
        # The supervisor keeps the address while the web process starts again, and gives it up when all stop.
        announcing = _announcing(host, listener.getsockname()[1])
        code = Supervisor(children, tick=announcing, ends="web", closing=listener.close).run()
    if code:
        raise Refused("The web processes could not start: the log above says why.")
    return code


def work() -> int:
    """Background work alone until told to stop; the exit code."""
    settings = read()
    logs.set_up(settings)
    _set_up_django()
    from thepass.config.address import AT_HOME
    from thepass.shell import schema

    schema.ensure()
    if not settings.url:
        log.warning(f"The setting url is needed here: until it is set, links in mail lead to {AT_HOME}.")
    with ExitStack() as stack:
        children = [Child("worker", _work), *_figures(settings, stack)]
        _before_forking()
        return Supervisor(children).run()


def prepare(settings: Settings) -> None:
    """Django, a folder we can write, tables and style sheets of this version. Refuses with a sentence."""
    writable(settings.data)
    _set_up_django()
    from thepass.shell import schema, styles

    if settings.behind_tls:
        refuse_unsafe()
    schema.bring_up_to_date(settings.data)
    styles.gather(settings.data)


def refuse_unsafe() -> None:
    """What Django's `check --deploy` finds wrong stops the start of a service that people reach over the network."""
    from django.core.checks import Tags, run_checks

    found = [
        check for check in run_checks(tags=[Tags.security], include_deployment_checks=True) if not check.is_silenced()
    ]
    if found:
        raise BadSetting(f"It is not safe to serve like this ({found[0].id}): {' '.join(found[0].msg.split())}")


def refuse_demo() -> None:
    """The demo's passwords are no secret: it is never served to a network."""
    from thepass.people.queries.hours import organisation

    if (house := organisation()) and house.demo:
        raise Refused("This is the demo organisation, whose passwords are no secret: please leave --host away.")


def on_this_machine(host: str) -> bool:
    """Whether nobody else can reach this address."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def writable(folder: Path) -> None:
    """Make the data folder if need be. Raises BadSetting where it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as trouble:
        raise BadSetting(
            f"The data folder {folder} cannot be written ({trouble.strerror}): please choose another with --data."
        ) from None


def _set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thepass.config.django")
    import django

    django.setup()


def _preload() -> object:
    """Everything the web processes share is loaded before they are forked."""
    from django.urls import get_resolver

    from thepass.shell.wsgi import application

    get_resolver()._populate()
    return application


def _before_forking() -> None:
    from django.db import connections

    connections.close_all()
    gc.freeze()  # what is loaded now stays shared between the processes
    gc.enable()


def _web(application: object, listener: socket.socket, workers: int, settings: Settings) -> Callable[[], None]:
    def run() -> None:
        from thepass.shell.web_process import Web

        Web(application, listener, workers=workers, threads=settings.threads, behind_proxy=settings.proxy).run()

    return run


def _without(listener: socket.socket, run: Callable[[], None]) -> Callable[[], None]:
    """Only the web process answers; in the others the address is closed, so that nobody waits there in vain."""

    def alone() -> None:
        listener.close()
        run()

    return alone


def _work() -> None:
    from thepass.journal.worker import work

    work(stopping(), lambda: datetime.now(UTC))


def _figures(settings: Settings, stack: ExitStack) -> list[Child]:
    if not settings.metrics_port:
        return []
    listen("127.0.0.1", settings.metrics_port).close()  # a taken port is said now
    stack.callback(metrics.close_folder, metrics.open_folder())
    return [Child("metrics", lambda: metrics.publish(settings.metrics_port, stopping()))]


def _reached_at(host: str, port: int) -> str:
    """What to type on this machine."""
    near = "localhost" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    return f"http://{near}:{port}"


def _announcing(host: str, port: int) -> Callable[[], bool]:
    """Ask /healthz; once it answers, say so on standard output."""
    asked = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    shown = f"[{host}]" if ":" in host else host

    def tick() -> bool:
        connection = http.client.HTTPConnection(asked, port, timeout=1)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status != 200:
                return False
        except OSError:
            return False
        finally:
            connection.close()
        address = f"http://{shown}:{port}"
        print(f"The Pass is ready at {address}", flush=True)
        if line := _first_run_line(address):
            print(line, flush=True)
        return True

    return tick


def _first_run_line(address: str) -> str | None:
    """For an empty house. The supervisor keeps no connection to the database: it may have to fork again."""
    from django.db import connections

    from thepass.shell import first_run

    try:
        return first_run.link(address)
    except Exception:  # people who are here already must not lose their pages for it
        log.exception("no first-run link")
        return None
    finally:
        connections.close_all()
