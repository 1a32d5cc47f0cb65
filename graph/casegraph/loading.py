"""Names of cases and files become a graph: found, read, checked and redacted; or a store is opened."""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .authorities.load import load_authorities
from .errors import NoSuchThing, ProblemsFound, UsageError
from .graph import Graph
from .reading import read_bytes
from .records.claim import Case, shared_ids
from .resources import shipped, shipped_files
from .store import MemoryStore, is_store, open_store, read_rdf

if TYPE_CHECKING:
    from .casefile.checks.check import Checked

__all__ = [
    "case_document", "case_names", "cases_about", "check", "check_text", "is_lines", "load", "load_about", "open_data",
    "open_graph", "with_timeline",
]  # fmt: skip


def case_names() -> list[str]:
    """The names of the shipped cases, sorted.

    Examples:
        >>> "avery-dassey" in case_names()
        True
    """
    return sorted(path.stem for path in shipped_files("datasets/cases", ".yaml"))


def _paths(names: Iterable[str | Path]) -> list[Path]:
    paths: list[Path] = []
    for name in names:
        path = Path(name)
        if Path(name).name == str(name) and str(name) in case_names():
            paths.append(shipped(f"datasets/cases/{name}.yaml"))
        elif path.is_dir():
            paths += _within(path)
        elif path.is_file() or (not path.exists() and path.suffix in (".yaml", ".yml")):
            paths.append(path)
        elif path.exists():
            raise UsageError(f"{path} is not a regular file")
        elif Path(f"{name}.yaml").is_file():
            paths.append(Path(f"{name}.yaml"))
        else:
            raise NoSuchThing("case", str(name), case_names(), "casegraph list cases")
    return list(dict.fromkeys(paths))


def _within(folder: Path) -> list[Path]:
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        raise UsageError(f"cannot read {folder}: {error.strerror}") from error
    found = sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".yml") and p.is_file())
    if not found:
        raise UsageError(f"{folder} holds no .yaml file")
    return found


def check(names: Iterable[str | Path], law: Iterable[str | Path] = ()) -> "list[Checked]":
    """Check case files, by shipped name, path or folder; authority files among them add to the shared ids.

    A file of JSON Lines (`.jsonl`, `.ndjson`) holds one case a line, each with a result of its own.

    Args:
        names: the files.
        law: files whose powers and offices count as law; those of every other file are its author's word.

    Raises:
        NoSuchThing: a name is neither a shipped case nor a file.
    """
    return _read(names, law, lambda checked: _with_law(with_timeline(checked)))


def check_text(path: Path, text: str) -> "Checked":
    """Check a case file that is not written yet.

    Args:
        path: where it will stand.
        text: what it will hold.
    """
    from .authorities.check import check_files
    from .casefile.reader import read_document

    (checked,), _ = check_files([read_document(path, text)], ())
    return _with_law(with_timeline(checked))


def case_document(name: str) -> tuple[Path, bytes, str]:
    """A case file that is to be changed: its path, its bytes, its text without a byte order mark.

    Args:
        name: its path, with or without `.yaml`.

    Raises:
        UsageError: it is a shipped case, or no text.
        NoSuchThing: there is no such file.
    """
    path = next((each for each in (Path(name), Path(f"{name}.yaml")) if each.is_file()), None)
    if path is None:
        if name in case_names():
            raise UsageError(f"{name} is a shipped case: copy its file and change the copy, or give its path")
        known = [each.name for each in Path().glob("*.yaml")]
        raise NoSuchThing("case file", name, known, instead=known)
    content = read_bytes(path)
    try:
        return path, content, content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text (byte {error.start}); save it as UTF-8") from error


def _read(
    names: Iterable[str | Path], law: Iterable[str | Path], also: "Callable[[Checked], Checked]"
) -> "list[Checked]":
    """Read and check files. `also` checks what needs a whole case, such as the order of its dates."""
    from .authorities.check import check_files, fits_the_law
    from .casefile.jsonl import check_lines
    from .casefile.reader import read_document

    given = {path.resolve() for path in _paths(law)}
    paths = list({path.resolve(): path for path in _paths([*law, *names])}.values()) if given else _paths(names)
    lines = [path for path in paths if is_lines(path) and path.is_file()]
    wrong = next((path for path in lines if path.resolve() in given), None)
    if wrong is not None:
        raise UsageError(f"{wrong}: a register of cases is no law; give a file of authorities as law")
    documents = [read_document(path) for path in paths if path not in lines]
    checked, shared = check_files(documents, given)
    checked = [also(each) for each in checked]
    for path in lines:
        checked += check_lines(
            read_bytes(path, 1_000_000_000), str(path), 1, shared, lambda each: also(fits_the_law(each, documents))
        )
    return checked


def is_lines(name: str | Path) -> bool:
    """Is this a file of JSON Lines, by its ending?

    Examples:
        >>> is_lines("cases.jsonl"), is_lines("case.yaml")
        (True, False)
    """
    return str(name).endswith((".jsonl", ".ndjson"))


def with_timeline(checked: "Checked") -> "Checked":
    """The same, with a problem for each set of dates that cannot all be true; see `timeline.check`."""
    from dataclasses import replace

    from .timeline.check import timeline_problems

    problems = timeline_problems(checked.case) if checked.case is not None else []
    if not problems:
        return checked
    return replace(checked, problems=tuple(sorted({*checked.problems, *problems})), case=None)


def _with_law(checked: "Checked") -> "Checked":
    """The same with a warning for each mark left open that the law turns on, and for each act without power."""
    from dataclasses import replace

    from .authorities.grants import grant_warnings
    from .authorities.marks import mark_warnings

    case = checked.case
    warnings = [*mark_warnings(case), *grant_warnings(case)] if case is not None and not checked.law else []
    return replace(checked, warnings=tuple(sorted({*checked.warnings, *warnings}))) if warnings else checked


def cases_about(words: str) -> list[str]:
    """The shipped cases whose text holds every word of `words`; all of them when none does.

    A question usually needs one case, and reading the others takes time.

    Examples:
        >>> cases_about("Steven Avery")
        ['avery-dassey']
    """
    wanted = [word for word in words.casefold().replace("…", " ").split() if word]
    texts = {
        name: shipped(f"datasets/cases/{name}.yaml").read_text(encoding="utf-8").casefold() for name in case_names()
    }
    held = {name: text for name, text in texts.items() if wanted and all(word in text for word in wanted)}
    starts = [re.compile(rf"\b{re.escape(word)}") for word in wanted]
    found = [name for name, text in held.items() if all(start.search(text) for start in starts)]
    return found or case_names()


def load(*names: str | Path, redact: Iterable[str] = (), law: Iterable[str | Path] = ()) -> Graph:
    """Load cases into a graph, or open a store.

    Args:
        names: shipped case names, paths of case files, folders of them; or one store: a folder that
            `casegraph build` made, or the URL of a SPARQL endpoint. All shipped cases when none is given.
        redact: redaction profiles to apply, e.g. `["victims"]`; a store is redacted when it is built.
        law: files whose powers, offices and terms count as law. What any other file says of them is its author's word:
            attributed, never a plain yes. A store holds the law it was built with.

    Raises:
        ProblemsFound: a file is wrong; it carries every problem of every file.
        NoSuchThing: no such case.
        StoreError: the store cannot be opened.

    Examples:
        >>> import casegraph
        >>> graph = casegraph.load("avery-dassey")
        >>> graph.ask("Who can pardon Brendan Dassey?", on="2019-12-20").holders[0].person
        'Tony Evers'
    """
    if any(_is_store(name) for name in names):
        if len(names) > 1:
            raise UsageError("a store is opened alone: build one store from all the cases you need")
        if tuple(redact):
            raise UsageError("a store is redacted when it is built: casegraph build … --redact PROFILE -o STORE")
        if tuple(law):
            raise UsageError("a store holds the law it was built with: casegraph build … --law FILE -o STORE")
        return open_graph(names[0])
    from .records.redaction import redacted

    profiles = tuple(redact)
    found, lawful = _records(names or case_names(), tuple(law))
    protected = [person for case in (*found, *lawful) for person in case.protected]
    cases, as_law = ([redacted(case, profiles, protected) for case in each] for each in (found, lawful))
    twice = {case.name for case in cases if [c.name for c in cases].count(case.name) > 1}
    if twice:
        raise UsageError(f"two files name their case {sorted(twice)[0]!r}")
    graph = Graph(cases, load_authorities(shared_ids([*cases, *as_law])), law=as_law)
    graph.hidden = tuple(person for person in protected if person.profile in profiles)
    return graph


def _records(names: Iterable[str | Path], law: tuple[str | Path, ...]) -> tuple[list[Case], list[Case]]:
    """The records of case files, and of those files of authorities that were given as law."""
    from .authorities.cases import is_shipped_case, shipped_cases

    paths = _paths(names)
    if not law and all(map(is_shipped_case, paths)):
        return shipped_cases(paths), []
    results = _read(paths, law, lambda each: each if is_shipped_case(Path(each.document.file)) else with_timeline(each))
    problems = [problem for result in results for problem in result.problems]
    if problems:
        raise ProblemsFound(problems)
    split: tuple[list[Case], list[Case]] = ([], [])
    for result in results:
        if result.case is not None:
            split[bool(result.law and result.document.data.get("authority"))].append(result.case)
    return split


def _is_store(name: str | Path) -> bool:
    return str(name).startswith(("http://", "https://")) or is_store(Path(name))


def open_graph(where: str | Path) -> Graph:
    """The graph in a store: a folder that `casegraph build` made, or the URL of a SPARQL endpoint.

    Raises:
        NoSuchThing: there is no such folder.
        StoreError: it is no store, or of another schema; the message says what to do.
    """
    return Graph((), (), store=open_store(where))


def open_data(files: Iterable[str | Path], base: str | None = None) -> Graph:
    """Foreign RDF in memory, to query: what its files say and nothing else, no law and no vocabulary of ours.

    A query asks what stands in no graph, and named graphs by GRAPH, as SPARQL has it.

    Args:
        files: Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML, by their endings.
        base: the IRI that relative ones are resolved against.

    Raises:
        ProblemsFound: a file breaks its format.
        UsageError: a file cannot be read, or has another ending.
    """
    store = MemoryStore(union=False)
    for number, file in enumerate(files):
        lines = read_rdf(Path(file), base)
        store.load(re.sub(r"_:b(?=\d)", f"_:f{number}b", line) if "_:b" in line else line for line in lines)
    return Graph((), (), store=store)


def load_about(words: str, *, redact: Iterable[str] = (), law: Iterable[str | Path] = ()) -> Graph:
    """The shipped cases a question about `words` needs; the others are read when a name is not found in them."""
    names, profiles, laws = cases_about(words), tuple(redact), tuple(law)
    unread = [name for name in case_names() if name not in names]
    graph = load(*names, redact=profiles, law=laws)

    def everything() -> Sequence[Case]:
        return load(*names, *unread, redact=profiles, law=laws).cases

    whole = Graph(graph.cases, graph.authorities, everything=everything, law=graph.law)
    whole.hidden = graph.hidden
    return whole
