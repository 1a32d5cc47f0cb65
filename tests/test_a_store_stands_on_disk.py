"""Is a store folder built whole or not at all, read by many, and refused with a remedy when it cannot be read?"""

import contextlib
import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import casegraph
from casegraph.authorities.load import load_authorities
from casegraph.build import build_store
from casegraph.errors import ProblemsFound, StoreError, UsageError
from casegraph.store import DiskStore, building
from sparing import mostly

unix = pytest.mark.skipif(os.name != "posix", reason="signals, locks and limits are those of Unix")
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")

FIVE = (
    '{{"case": "{0}", "sources": {{"d": {{"label": "a docket", "kind": "docket"}}}}, '
    '"people": {{"doe": {{"name": "Jane Doe {0}", "source": "d"}}}}, '
    '"convictions": {{"c-{0}": {{"person": "doe", "offence": "an offence", "law_broken": "US-WI", '
    '"date": "2000-05-01", "source": "d"}}}}}}\n'
)


@pytest.fixture(autouse=True, scope="module")
def few_authorities() -> Iterator[None]:
    """The authorities of one state: all of them would take seconds a build."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("casegraph.build.load_authorities", lambda: load_authorities(["US-WI"]))
        yield


def lines(path: Path, *names: str) -> Path:
    """A file of JSON Lines with a small case for each name."""
    path.write_text("".join(FIVE.format(name) for name in names), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store."""
    folder = tmp_path_factory.mktemp("built")
    build_store([lines(folder / "cases.jsonl", "one", "two")], folder / "small.store")
    return folder / "small.store"


def test_a_line_is_answered_like_a_file(built: Path, case_file: Callable[..., Path]) -> None:
    from_line = casegraph.load(built).clemency("c-one", "2010-01-01")
    text = "\n".join(FIVE.format("one").splitlines())
    from_file = casegraph.load(case_file(text)).clemency("c-one", "2010-01-01")
    assert from_line.to_json() == from_file.to_json()
    assert from_line.holders[0].person == "Jim Doyle"
    (found,) = casegraph.load(built).clemency("Jane Doe two").convictions
    assert found.id.endswith("/two/c-two")


def test_the_manifest_says_what_was_built_from_what(built: Path) -> None:
    manifest = json.loads((built / "casegraph-store.json").read_text(encoding="utf-8"))
    assert manifest["schema"] == "1"
    assert manifest["cases"] == 2
    assert [len(entry["sha256"]) for entry in manifest["inputs"]] == [64]
    assert not [key for key in manifest if "time" in key or "date" in key]


def test_several_processes_read_one_store(built: Path) -> None:
    code = f"import casegraph; print(casegraph.load({str(built)!r}).clemency('c-two', '2010-01-01').value); input()"
    with contextlib.ExitStack() as stack:
        readers = [
            stack.enter_context(
                subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            )
            for _ in range(3)
        ]
        assert [reader.stdout.readline() for reader in readers if reader.stdout] == ["who\n"] * 3
        for reader in readers:
            reader.communicate("\n")
            assert reader.returncode == 0


SLOW = """
import sys, time
from pathlib import Path
import casegraph.build as build
from casegraph.store import disk
everything = build.load_authorities
build.load_authorities = lambda: everything(["US-WI"])
stop_at, out, source = sys.argv[1:]
def pause(place):
    if place == stop_at:
        print("here", flush=True)
        time.sleep(60)
load, close, swap = disk.Loading.file, disk.Loading.close, disk._swap
def file(self, *rest, **more):
    load(self, *rest, **more); pause("loading")
def closed(self):
    close(self); pause("loaded")
def swapped(*rest):
    pause("before the swap"); swap(*rest); pause("after the swap")
disk.Loading.file, disk.Loading.close, disk._swap = file, closed, swapped
build.build_store([source], Path(out))
"""


@contextlib.contextmanager
def stopped_at(moment: str, store: Path, source: Path) -> Iterator[subprocess.Popen[str]]:
    """A build in a process of its own, standing still at a moment; killed at the end."""
    command = [sys.executable, "-c", SLOW, moment, str(store), str(source)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None and child.stdout.readline() == "here\n"
        yield child
        child.kill()
        assert child.wait() == -signal.SIGKILL


MOMENTS = ["loading", "loaded", "before the swap", "after the swap"]


@unix
@pytest.mark.parametrize("moment", mostly(MOMENTS, ["loaded", "after the swap"]))
def test_a_killed_build_leaves_the_old_store_or_the_new_one(tmp_path: Path, moment: str) -> None:
    store = tmp_path / "s"
    build_store([lines(tmp_path / "old.jsonl", "old")], store)
    new = lines(tmp_path / "new.jsonl", "new")
    with stopped_at(moment, store, new):
        if moment != "after the swap":
            assert casegraph.load(store).clemency("c-old", "2010-01-01").value == "who"
        with pytest.raises(StoreError, match="being built by another process"), building(store, {}):
            pass
    expected = "c-new" if moment == "after the swap" else "c-old"
    assert casegraph.load(store).clemency(expected, "2010-01-01").value == "who"
    build_store([new], store)
    assert casegraph.load(store).clemency("c-new", "2010-01-01").value == "who"
    assert len([p for p in store.iterdir() if p.name.startswith("graph-")]) == 2  # the one in use and the one before


KILLED = """
import os, signal, sys, threading, time
from pathlib import Path
import casegraph.build as build
def files(store):
    return {os.path.join(folder, name) for folder, *names in os.walk(store) for name in sum(names, [])}
def watch(store, last):
    seen, steps = files(store), 0
    while True:
        now = files(store)
        if now != seen or not store.with_name("steps").exists():
            steps, seen = steps + len(now ^ seen), now
            store.with_name("steps.new").write_text(str(steps))
            store.with_name("steps.new").replace(store.with_name("steps"))
        if last and steps >= last:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.002)
if __name__ == "__main__":
    everything = build.load_authorities
    build.load_authorities = lambda: everything(["US-WI"])
    build._SMALL, build._BLOCK = 1, 5_000  # several processes, many blocks
    store, source, last = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    threading.Thread(target=watch, args=(store, last), daemon=True).start()
    build.build_store([source], store, jobs=2)
"""


def killed_after(steps: int, store: Path, source: Path) -> tuple[int, int]:
    """The exit code of a build that kills itself when that many files have come or gone, and how many have.

    Its processes end with it.
    """
    script = source.parent / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    command = [sys.executable, str(script), str(store), str(source), str(steps)]
    with subprocess.Popen(command, start_new_session=True) as child:
        code = child.wait()
    try:
        for _ in range(1_000):
            os.killpg(child.pid, 0)  # is anybody of its session left?
            time.sleep(0.02)
        os.killpg(child.pid, signal.SIGKILL)
        raise AssertionError("processes of a killed build go on")
    except ProcessLookupError:
        pass
    return code, int(store.with_name("steps").read_text())


@unix
@pytest.mark.parametrize("moments", mostly([(5,), (3, 7), (1, 2, 4, 6, 8)], [(5,)]))
def test_a_build_may_be_killed_at_any_moment(tmp_path: Path, moments: tuple[int, ...]) -> None:
    """At eight moments spread over all files a build makes and removes, in its own code and in the engine's."""
    old, new = lines(tmp_path / "old.jsonl", "old"), lines(tmp_path / "new.jsonl", *(f"n{n}" for n in range(60)))
    first, store = tmp_path / "first", tmp_path / "s"
    build_store([old], first)
    before = casegraph.load(first).clemency("c-old", "2010-01-01").to_json()
    shutil.copytree(first, store)
    code, whole = killed_after(0, store, new)
    assert (code, casegraph.load(store).clemency("c-n59", "2010-01-01").value) == (0, "who")
    killed = []
    for moment in moments:
        shutil.rmtree(store)
        shutil.copytree(first, store)
        code, steps = killed_after(whole * moment // 9, store, new)
        assert code in (0, -signal.SIGKILL)
        if code:
            killed.append(steps)
            reader = casegraph.load(store)
            if DiskStore(store).manifest["cases"] == 1:  # else the new store was in place already
                assert reader.clemency("c-old", "2010-01-01").to_json() == before
        build_store([new], store)
        assert casegraph.load(store).clemency("c-n59", "2010-01-01").value == "who"
        left = sorted(path.name for path in store.iterdir())
        assert [name.rstrip("0123456789") for name in left] == [
            "building.lock", "casegraph-store.json", "graph-", "graph-"]  # fmt: skip
    assert len(set(killed)) >= len(moments) - 1, (whole, killed)


@unix
def test_a_killed_first_build_is_told_from_a_store(tmp_path: Path) -> None:
    store, new = tmp_path / "s", lines(tmp_path / "new.jsonl", "new")
    with stopped_at("loaded", store, new):
        pass
    with pytest.raises(StoreError, match="its build never ended"):
        casegraph.load(store)
    build_store([new], store)
    assert casegraph.load(store).clemency("c-new", "2010-01-01").value == "who"


def test_a_reader_goes_on_while_the_store_is_replaced(tmp_path: Path) -> None:
    store = tmp_path / "s"
    build_store([lines(tmp_path / "a.jsonl", "old")], store)
    reader = casegraph.load(store)
    build_store([lines(tmp_path / "b.jsonl", "new")], store)
    assert reader.clemency("c-old", "2010-01-01").value == "who"
    assert casegraph.load(store).clemency("c-new", "2010-01-01").value == "who"


def test_one_bad_line_and_there_is_no_new_store(tmp_path: Path, run: Callable) -> None:
    store = tmp_path / "s"
    build_store([lines(tmp_path / "old.jsonl", "old")], store)
    bad = tmp_path / "bad.jsonl"
    wrong = FIVE.format("c").replace("US-WI", "US-WJ")
    twice = FIVE.format("a")
    bad.write_text(FIVE.format("a") + "\n" + "{nonsense\n" + wrong + '{"case": "x", "case": "y"}\n[1]\n' + twice)
    with pytest.raises(ProblemsFound) as found:
        build_store([bad], store)
    assert [(p.place.line, p.code) for p in found.value.problems] == [
        (3, "E003"), (4, "E105"), (5, "E004"), (6, "E003"), (7, "E110")]  # fmt: skip
    assert "US-WI" in found.value.problems[1].help
    ran = run("build", bad, "-o", store)
    assert ran.code == 1
    assert "bad.jsonl:4:" in ran.err and "did you mean" in ran.err and '"US-WJ"' in ran.err
    assert casegraph.load(store).clemency("c-old", "2010-01-01").value == "who"


def test_bytes_that_are_no_text_are_reported_with_their_line(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(FIVE.format("a").encode() + b'{"case": "\xff"}\n')
    with pytest.raises(ProblemsFound) as found:
        build_store([bad], tmp_path / "s")
    assert [(p.place.line, p.place.column, p.code) for p in found.value.problems] == [(2, 11, "E002")]
    assert not (tmp_path / "s").exists()


def test_several_processes_build_the_same_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = lines(tmp_path / "many.jsonl", *(f"case-{number}" for number in range(40)))
    build_store([source], tmp_path / "alone", jobs=1)
    monkeypatch.setattr("casegraph.build._SMALL", 1)
    monkeypatch.setattr("casegraph.build._BLOCK", 2_000)
    build_store([source], tmp_path / "together", jobs=2)
    one, other = (casegraph.load(tmp_path / name).serialize(".nq", whole=True) for name in ("alone", "together"))
    assert one == other
    assert one.count(b"Jane Doe") > 40


def test_another_schema_is_refused_with_the_remedy(built: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    manifest = json.loads((built / "casegraph-store.json").read_text(encoding="utf-8"))
    (other / "casegraph-store.json").write_text(json.dumps({**manifest, "schema": "0"}), encoding="utf-8")
    with pytest.raises(StoreError, match=r"schema 0; this casegraph reads schema 1\. Build it anew: casegraph build"):
        casegraph.load(other)


def test_what_is_no_store_is_refused_in_words(tmp_path: Path, built: Path, run: Callable) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "casegraph-store.json").write_text("{", encoding="utf-8")
    emptied = tmp_path / "emptied"
    emptied.mkdir()
    (emptied / "casegraph-store.json").write_text((built / "casegraph-store.json").read_text(), encoding="utf-8")
    for name, words in {
        "folder": "not a casegraph store", "file": "is a file", "damaged": "damaged", "emptied": "cannot be opened",
    }.items():  # fmt: skip
        ran = run("show", "US-president", "--store", name)
        assert (ran.code, ran.out) == (2, ""), name
        assert words in ran.err, ran.err
        assert "Traceback" not in ran.err
    assert run("show", "US-president", "--store", "nowhere").code == 3


DAMAGED = """
import resource, shutil, sys
from pathlib import Path
import casegraph
from casegraph.errors import StoreError
from casegraph.store import DiskStore, integrity
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, resource.RLIM_INFINITY))  # a query that never ends stops there
source, scratch, when = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
def overwritten(file):
    text = bytearray(file.read_bytes())
    for place in range(min(100, len(text) // 2), max(101, len(text) - 3_000), 500):
        text[place] ^= 0x55
    file.write_bytes(text)
ways = {
    "missing": lambda file: file.unlink(),
    "cut short": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "emptied": lambda file: file.write_bytes(b""),
    "overwritten": overwritten,
}
asks = {
    "clemency": lambda graph: graph.clemency("c-one", "2010-01-01").value,
    "query": lambda graph: graph.query("ASK { ?x a cg:Conviction }").texts(),
    "titles": lambda graph: graph.titles(),
    "rdflib": lambda graph: graph.rdf,
}
if when == "rotten":
    integrity._SMALL = -1
    del ways["missing"], ways["cut short"], ways["emptied"]
    del asks["query"], asks["titles"], asks["rdflib"]
if when == "open":
    del ways["overwritten"]
    del asks["clemency"]
database = DiskStore(source).database
for file in sorted(f for pattern in ("*.sst", "CURRENT", "MANIFEST-*") for f in database.glob(pattern)):
    for how, damage in ways.items():
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.copytree(source, scratch)
        graph = casegraph.load(scratch) if when == "open" else None
        damage(scratch / database.name / file.name)
        for name, ask in asks.items():
            try:
                said = str(ask(graph or casegraph.load(scratch)))
            except StoreError as error:
                said = f"StoreError {error}"
            print(file.name, how, name, said, sep="|", flush=True)
"""


def told_of_damage(store: Path, scratch: Path, when: str) -> list[list[str]]:
    """File, damage, question and what was said, for every file; in a process that may not take all the memory."""
    command = [sys.executable, "-c", DAMAGED, str(store), str(scratch), when]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr[-2_000:]
    return [line.split("|", 3) for line in ran.stdout.splitlines()]


@linux
@pytest.mark.parametrize("when", ["closed", "open"])
def test_a_damaged_store_is_refused_with_the_remedy(built: Path, tmp_path: Path, when: str) -> None:
    """Whatever file, and also when it is damaged after the store was opened."""
    told = told_of_damage(built, tmp_path / "s", when)
    assert {file.split("-")[0] for file, *_ in told} > {"CURRENT", "MANIFEST"}
    assert {how for _, how, _, _ in told} >= {"missing", "cut short", "emptied"}
    wanted = ("StoreError ", "is damaged: ", "Build it anew: casegraph build")
    assert [row for row in told if not all(words in row[3] for words in wanted)] == []


@linux
def test_a_large_file_that_rotted_is_found_by_the_first_answer_that_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only small files are compared byte for byte at opening; of the others the engine checks what it reads."""
    monkeypatch.setattr("casegraph.store.integrity._SMALL", -1)
    store = tmp_path / "s"
    build_store([lines(tmp_path / "one.jsonl", "one")], store)
    told = told_of_damage(store, tmp_path / "scratch", "rotten")
    assert {row[3].split()[0] for row in told} == {"who", "StoreError"}
    assert [row for row in told if "cannot be read: Corruption" in row[3] and "Build it anew" in row[3]]


def test_a_damaged_store_is_told_by_every_command_and_built_anew(built: Path, tmp_path: Path, run: Callable) -> None:
    store = tmp_path / "s"
    shutil.copytree(built, store)
    (tmp_path / "q.rq").write_text("SELECT ?x WHERE { ?x a cg:Conviction }", encoding="utf-8")
    for file in DiskStore(store).database.glob("*.sst"):
        file.write_bytes(file.read_bytes()[:1_000])
    for command in (
        ("show", "Jane Doe one"),
        ("clemency", "c-one", "--on", "2010-01-01", "--json"),
        ("ask", "Who can pardon Jane Doe one?", "--json"),
        ("query", "q.rq", "--json"),
        ("query", "q.rq", "--engine", "rdflib"),
        ("list", "cases", "--json"),
        ("draw", "timeline", "one", "-o", "x.svg"),
        ("serve", "--port", "0"),
    ):
        ran = run(*command, "--store", store)
        assert (ran.code, ran.out) == (2, ""), command
        assert "is damaged: " in ran.err and f"casegraph build … -o {store}" in ran.err, ran.err
        assert "Traceback" not in ran.err
    build_store([lines(tmp_path / "new.jsonl", "one")], store)
    assert casegraph.load(store).clemency("c-one", "2010-01-01").value == "who"


def test_a_reader_of_a_store_replaced_twice_is_told_to_open_it_again(tmp_path: Path) -> None:
    store, source = tmp_path / "s", lines(tmp_path / "a.jsonl", "one")
    build_store([source], store)
    reader = casegraph.load(store)
    for _ in range(2):
        build_store([source], store)
    with pytest.raises(StoreError, match="was built anew since it was opened: open it again"):
        reader.query("SELECT ?x WHERE { ?x a cg:Conviction }")


def test_an_unreadable_folder_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root reads everything, so the folder refuses in its stead."""

    def refuse(folder: Path) -> Iterator[Path]:
        raise PermissionError(errno.EACCES, "Permission denied", str(folder))

    (tmp_path / "s").mkdir()
    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(UsageError, match=r"cannot read .*: Permission denied"):
        casegraph.load(tmp_path / "s")


def test_a_build_does_not_touch_a_folder_that_holds_other_things(tmp_path: Path, run: Callable) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work", encoding="utf-8")
    ran = run("build", "avery-dassey", "-o", "mine/")
    assert (ran.code, "holds other files (thesis.txt" in ran.err) == (2, True)
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


@unix
def test_a_full_disk_leaves_what_stood_there(tmp_path: Path) -> None:
    store = tmp_path / "s"
    build_store([lines(tmp_path / "old.jsonl", "old")], store)
    new = lines(tmp_path / "new.jsonl", *(f"n{number}" for number in range(50)))
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))"
    few = "import casegraph.build as b; a = b.load_authorities; b.load_authorities = lambda: a(['US-WI'])"
    code = f"{limit}\n{few}\nfrom casegraph.cli import main\nmain(['build', {str(new)!r}, '-o', {str(store)!r}])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ran.returncode == 2, ran.stderr
    assert "cannot build" in ran.stderr and "untouched" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert sorted(path.name for path in store.iterdir()) == ["building.lock", "casegraph-store.json", "graph-1"]
    assert casegraph.load(store).clemency("c-old", "2010-01-01").value == "who"


FULL = """
import os, sys
from pathlib import Path
import casegraph, casegraph.build as build
from casegraph.errors import StoreError
def files(store):
    return sorted(str(path) for path in store.rglob("*") if not path.name.startswith("LOG"))
def answer(store):
    return casegraph.load(store).clemency("c-old", "2010-01-01").to_json()
if __name__ == "__main__":
    everything = build.load_authorities
    build.load_authorities = lambda: everything(["US-WI"])
    disk, old, new, jobs = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
    if jobs > 1:
        build._SMALL, build._BLOCK = 1, 5_000
    store, filler = disk / "s", disk / "filler"
    build.build_store([old], store)
    before = answer(store), files(store)
    for free in (0, 100_000, 500_000, 1_000_000, 2_000_000, 4_000_000, 30_000_000):
        room = os.statvfs(disk)
        filler.write_bytes(bytes(max(0, room.f_bavail * room.f_frsize - free)))
        try:
            build.build_store([new], store, jobs=jobs)
            said = "built"
        except StoreError as error:
            said = f"StoreError {error}"
        filler.unlink()
        same = said == "built" or (answer(store), files(store)) == before
        print(free, "as before" if same else files(store), said, sep="|", flush=True)
"""


@pytest.mark.parametrize("jobs", mostly([1, 2], [1]))
def test_a_disk_that_fills_up_leaves_what_stood_there(tmp_path: Path, jobs: int) -> None:
    """A disk of its own, in memory, with less or more room left; one process tries again and again."""
    disk, script = tmp_path / "disk", tmp_path / "full.py"
    disk.mkdir()
    script.write_text(FULL, encoding="utf-8")
    mount = f'mount -t tmpfs -o size=40m tmpfs "{disk}"'
    namespace = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
    if not shutil.which("unshare") or subprocess.run([*namespace, mount], capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a disk of their own")
    old, new = lines(tmp_path / "old.jsonl", "old"), lines(tmp_path / "new.jsonl", *(f"n{n}" for n in range(60)))
    command = f'{mount} && exec "{sys.executable}" "{script}" "{disk}" "{old}" "{new}" {jobs}'
    ran = subprocess.run([*namespace, command], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    told = [line.split("|") for line in ran.stdout.splitlines()]
    assert [(free, same) for free, same, _ in told if same != "as before"] == []
    full = [said for *_, said in told[:-1]]
    assert len(full) == 6 and told[-1][-1] == "built"
    assert [said for said in full if "No space left on device" not in said or "is untouched" not in said] == []


def test_where_a_build_goes_is_told_by_its_name(run: Callable, case_file: Callable[..., Path]) -> None:
    small = case_file()
    assert run("build", small, "-o", "x.ttl").code == 0
    assert run("build", small, "-o", "x.rdf").code == 2
    assert run("build", small, "-o", "x.store").code == 0
    assert Path("x.ttl").is_file() and Path("x.store").is_dir()
    assert "Jane Doe" in run("show", "Jane Doe", "--store", "x.store").out
    assert run("build", "x.store", "-o", "y").code == 2


def test_a_store_is_read_only(built: Path) -> None:
    store = DiskStore(built)
    with pytest.raises(StoreError, match="INSERT is refused"):
        store.query("INSERT DATA { id:a cg:note 'x' }")
