"""casegraph serve: a real server, asked by a real HTTP client, that leaves nothing behind."""

import contextlib
import csv
import io
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casegraph.authorities.load import load_authorities
from casegraph.build import build_store
from casegraph.vocabulary import PREFIXES, local
from sparing import mostly

HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
LABELS = "SELECT ?label ?date WHERE { ?c a cg:Conviction ; rdfs:label ?label ; cg:date ?date } ORDER BY ?label ?date"
THINGS = "SELECT ?c ?law WHERE { ?c a cg:Conviction ; cg:lawBroken ?law } ORDER BY ?c ?law"
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@contextlib.contextmanager
def started(case: Path, folder: Path, option: str = "--case") -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`casegraph serve` on a free port, and its endpoint."""
    environment = {**os.environ, "TMPDIR": str(folder)}
    command = [sys.executable, "-m", "casegraph", "serve", "--port", "0", option, str(case)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    try:
        lines: list[str] = []
        while not any("Stop with Ctrl-C" in line for line in lines):
            line = process.stdout.readline()
            assert line, process.stderr.read() if process.stderr else ""
            lines.append(line)
        yield process, next(line for line in lines if line.startswith("Endpoint")).split()[1]
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=60)


@pytest.fixture
def little(case_file: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of one case and one state's law: a command that serves a case builds one of all law, in seconds."""
    monkeypatch.setattr("casegraph.build.load_authorities", lambda: load_authorities(["US-WI"]))
    build_store([case_file()], tmp_path / "little.store")
    return tmp_path / "little.store"


def asked(endpoint: str, query: str, accept: str) -> str:
    data = urllib.parse.urlencode({"query": HEAD + query}).encode()
    request = urllib.request.Request(endpoint, data, {"Accept": accept})
    with OPENER.open(request, timeout=60) as answer:
        return str(answer.read().decode("utf-8"))


@pytest.mark.skipif(os.name == "nt", reason="signals are those of Unix")
@pytest.mark.parametrize("option", mostly(["--store", "--case"], ["--store"]))
def test_the_endpoint_answers_as_the_command_line_does_and_stops_cleanly(
    option: str, case_file: Callable[..., Path], little: Path, run: Callable, tmp_path: Path
) -> None:
    case, folder = case_file(), tmp_path / "temporary"
    folder.mkdir()
    with started(little if option == "--store" else case, folder, option) as (process, endpoint):
        for query in (LABELS, THINGS):
            ours = json.loads(run("query", "-", "--case", case, "--json", stdin=query).out)
            theirs = json.loads(asked(endpoint, query, "application/sparql-results+json"))
            assert theirs["results"]["bindings"] == ours["results"]["bindings"] != []
        ours_csv = run("query", "-", "--case", case, "--format", "csv", stdin=LABELS).out
        assert list(csv.reader(io.StringIO(asked(endpoint, LABELS, "text/csv")))) == list(
            csv.reader(io.StringIO(ours_csv))
        )
        ids = run("query", "-", "--case", case, "--format", "csv", stdin=THINGS).out
        shortened = [list(map(local, row)) for row in csv.reader(io.StringIO(asked(endpoint, THINGS, "text/csv")))]
        assert shortened == list(csv.reader(io.StringIO(ids)))
        said = run("ask", "Who can pardon Jane Doe?", "--on", "2010-01-01", "--store", endpoint)
        assert said.out == run("ask", "Who can pardon Jane Doe?", "--on", "2010-01-01", "--case", case).out != ""
        with OPENER.open(endpoint.removesuffix("query"), timeout=60) as page:
            assert b"Your question" in page.read()
        with pytest.raises(urllib.error.HTTPError) as refused:
            OPENER.open(urllib.request.Request(endpoint.replace("/query", "/update"), b"CLEAR ALL",
                                               {"Content-Type": "application/sparql-update"}), timeout=60)  # fmt: skip
        assert refused.value.code == 403
        refused.value.close()
        process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=60)[1] == "stopped\n"
        assert process.returncode == 0
        with pytest.raises(urllib.error.URLError):
            OPENER.open(endpoint, timeout=5)
        assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="signals are those of Unix")
def test_ctrl_c_stops_the_endpoint_and_its_server(little: Path, tmp_path: Path) -> None:
    with started(little, tmp_path, "--store") as (process, endpoint):
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=60)[1] == "stopped\n"
        assert process.returncode == 0
        with pytest.raises(urllib.error.URLError):
            OPENER.open(endpoint, timeout=5)


def test_a_port_in_use_is_told_before_anything_is_built(run: Callable) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]
        ran = run("serve", "--port", port, "--case", "no-such-case")
    assert ran.code == 2
    assert ran.out == ""
    assert f"port {port}" in ran.err
    assert "--port" in ran.err


def test_a_missing_server_is_told(run: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "casegraph.serving.endpoint", None)
    ran = run("serve")
    assert ran.code == 2
    assert 'pip install "casegraph[serve]"' in ran.err


@pytest.mark.skipif(os.name == "nt", reason="signals are those of Unix")
def test_a_store_folder_is_served_as_it_is(little: Path, run: Callable, tmp_path: Path) -> None:
    with started(little, tmp_path, "--store") as (process, endpoint):
        assert "Jane Doe" in asked(endpoint, "SELECT ?l WHERE { ?p a cg:Person ; rdfs:label ?l }", "text/csv")
        process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=60)[1] == "stopped\n"
    assert json.loads(run("query", "-", "--store", little, "--json", stdin=LABELS).out)["results"]["bindings"]


@pytest.mark.skipif(os.name == "nt", reason="signals are those of Unix")
def test_nothing_answers_any_more_when_the_command_is_killed(little: Path, tmp_path: Path) -> None:
    with started(little, tmp_path, "--store") as (process, endpoint):
        process.kill()
        process.wait(timeout=60)
        for _ in range(200):
            try:
                OPENER.open(endpoint.removesuffix("query"), timeout=5).close()
            except OSError:
                return
            time.sleep(0.05)
        pytest.fail("the server outlives the command")


@pytest.mark.thorough
@pytest.mark.skipif(os.name == "nt", reason="signals are those of Unix")
def test_five_hundred_requests_beside_each_other_get_each_its_own_answer(little: Path, tmp_path: Path) -> None:
    wrong: list[str] = []
    with started(little, tmp_path, "--store") as (_, endpoint):
        home = endpoint.removesuffix("query")
        asked = {
            "ask?q=Who+can+pardon+Jane+Doe%3F&on=2010-01-01": "The Governor of Wisconsin can pardon Jane Doe.",
            "id/small/doe": "<h1>Jane Doe</h1>",
            "id/US-WI-governor": "<h1>Governor of Wisconsin</h1>",
            "search?q=jane": "/id/small/doe",
            "query?query=SELECT+%3Fl+%7B+id%3AUS-WI+rdfs%3Alabel+%3Fl+%7D": "State of Wisconsin",
        }

        def read(first: int) -> None:
            for number in range(first, 500, 16):
                path, words = list(asked.items())[number % len(asked)]
                with OPENER.open(home + path, timeout=120) as answer:
                    if words not in answer.read().decode():
                        wrong.append(path)

        threads = [threading.Thread(target=read, args=(first,)) for first in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []
