"""A store behind a SPARQL 1.1 endpoint: GraphDB, Virtuoso, Fuseki, QLever, Neptune, `oxigraph serve`; only read.

The endpoint must hold what `casegraph build … -o ALL.nq --whole` writes: the graph, the vocabulary and the index.
"""

import base64
import http.client
import json
import os
import re
import ssl
import time
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, unquote, urlencode, urlsplit

import pyoxigraph as ox

from .. import cg
from ..errors import StoreError
from ..rdf import INDEX_GRAPH, SCHEMA_VERSION, case_graph, claims_from, said_node, sources_from
from ..records.claim import Claim, Literal, Source, Term
from ..vocabulary import CG, PREFIXES, XSD, expand
from .probes import failing, question
from .protocol import By, Rows, Store
from .sparql import blanked, bound, named_alike, pointed, refuse_unsafe, with_prefixes, written
from .terms import canonical, from_engine

if TYPE_CHECKING:
    import rdflib

__all__ = ["RemoteStore"]

_MOST_BYTES = 512_000_000
_AT_ONCE = 500
_AGAIN = {429, 500, 502, 503, 504}
_ROWS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_GRAPH_FORM = re.compile(r"\s*(?:(?:PREFIX\s+\S*\s*|BASE\s*)\s*)*(CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_VERSION = f"SELECT ?v WHERE {{ %s {{ <{INDEX_GRAPH}> <{expand(cg.schemaVersion)}> ?v }} }} LIMIT 1"


class RemoteStore:
    """A SPARQL endpoint as a store.

    Attributes:
        url: its address, without the password.
    """

    batches = True
    _connection: http.client.HTTPConnection | None = None

    def __init__(self, url: str, *, timeout: float | None = None, tries: int = 3) -> None:
        """Connect, and see that the endpoint holds a casegraph store of our schema.

        Args:
            url: the query address; `user:password@` before the host is sent as basic authentication.
            timeout: seconds to wait for each answer; $CASEGRAPH_TIMEOUT or 60 when None.
            tries: how often to ask when the endpoint cannot be reached, is overloaded or fails.

        Raises:
            StoreError: it cannot be reached, is no SPARQL endpoint, or does not hold such a store.
        """
        self._parts = _split(url)
        host = self._parts.netloc.rpartition("@")[2]
        self.url = self._parts._replace(netloc=host).geturl()
        self.where = f"the endpoint {self.url}"
        self._timeout, self._tries = timeout or _timeout(), max(1, tries)
        self._union = False
        self._settle()

    def _settle(self) -> None:
        """Find out how the endpoint shows all graphs as one, and which schema it holds."""
        found = self._ask(_VERSION % "", _ROWS)
        if not _rows(found).rows:
            self._union = True  # Oxigraph's server takes the union only where a request says so
            found = self._ask(_VERSION % "", _ROWS)
        version = [row[0] for row in _rows(found).texts()]
        if not version and _rows(self._ask(_VERSION % "GRAPH ?g", _ROWS)).rows:
            raise StoreError(
                f"{self.where} does not show the union of its graphs as default graph: set it so "
                "(Fuseki: tdb2:unionDefaultGraph true; oxigraph serve: --union-default-graph)"
            )
        if not version:
            raise StoreError(
                f"{self.where} holds no casegraph store: load into it what "
                "'casegraph build CASES… -o ALL.nq --whole' writes"
            )
        if version != [SCHEMA_VERSION]:
            raise StoreError(
                f"{self.where} holds schema {version[0]}; this casegraph reads schema {SCHEMA_VERSION}. "
                "Write the graph anew with 'casegraph build CASES… -o ALL.nq --whole' and load it"
            )
        wrong = failing(_rows(self._ask(question(), _ROWS)).rows)
        if wrong:
            raise StoreError(
                f"{self.where} compares or gives terms in a way that would make wrong answers. It fails: "
                f"{'; '.join(wrong)}. Load the graph into another engine, or open a folder made with 'casegraph build'"
            )

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, Term] | None = None,
        *,
        timeout: float | None = None,
        memory: int | None = None,
    ) -> Rows:
        """Answer a SPARQL query over the union of all graphs.

        The memory is the endpoint's: its answer is bounded anyway.
        """
        if timeout is not None and timeout < self._timeout:
            return self._within(timeout, sparql, bindings)
        refuse_unsafe(sparql)
        try:
            ox.Store().query(sparql, prefixes=PREFIXES)  # a slip is told with line and caret, and costs no request
        except SyntaxError as error:
            raise StoreError(pointed(sparql, str(error))) from error
        whole = with_prefixes(bound(sparql, bindings or {}))
        if _GRAPH_FORM.match(blanked(sparql)):
            return _triples(self._ask(whole, _TRIPLES))
        return _rows(self._ask(whole, _ROWS))

    def _within(self, seconds: float, sparql: str, bindings: Mapping[str, Term] | None) -> Rows:
        """Answer on a connection that waits no longer than so many seconds."""
        before, self._timeout = self._timeout, seconds
        self._drop()
        try:
            return self.query(sparql, bindings)
        finally:
            self._timeout = before
            self._drop()

    def claims(
        self,
        *,
        iris: Sequence[str] | None = None,
        about: Sequence[str] | None = None,
        to: Term | None = None,
        case: str | None = None,
    ) -> Iterator[Claim]:
        """Claims of any standing, sorted by IRI."""
        chosen = ["?c rdf:subject ?subject ."]
        if iris is not None:
            chosen = [f"VALUES ?c {{ {part} }}" for part in _parts(iris)]
        elif about is not None:
            chosen = [f"VALUES ?subject {{ {part} }} ?c rdf:subject ?subject ." for part in _parts(about)]
        elif to is not None:
            chosen = [f"?c rdf:object {written(to)} ."]
        yield from claims_from(triple for each in chosen for triple in self._of_claims(each, case))

    def _of_claims(self, chosen: str, case: str | None) -> Iterator[tuple[str, str, Term]]:
        """All that is said of the claims a pattern binds to ?c, and of their passages."""
        of_claims = chosen.replace("?c", "?s") + " ?s ?p ?o"
        pattern = f"{{ {of_claims} }} UNION {{ {chosen} ?c cg:passage ?s . ?s ?p ?o }}"
        return self._described(pattern if case is None else f"GRAPH {written(case_graph(case))} {{ {pattern} }}")

    def sources(self, iris: Iterable[str] | None = None) -> list[Source]:
        """The documents, those among `iris` where given, sorted by IRI."""
        chosen = ["?s a cg:Source ."] if iris is None else [f"VALUES ?s {{ {part} }}" for part in _parts(iris)]
        return sources_from(triple for each in chosen for triple in self._described(f"{each} ?s ?p ?o"))

    def _described(self, pattern: str) -> Iterator[tuple[str, str, Term]]:
        for subject, predicate, value in self._small(f"SELECT DISTINCT ?s ?p ?o WHERE {{ {pattern} }}"):
            assert value is not None
            yield str(subject), str(predicate), value

    def pointing(self, node: Term, predicate: str, *, said: bool = False, most: int | None = None) -> list[str]:
        """The things that point to `node` by `predicate`, sorted."""
        limit = "" if most is None else f" LIMIT {int(most)}"
        if said and isinstance(node, str):
            texts = self._small(f"SELECT ?c WHERE {{ {written(said_node(predicate, node))} cg:saidBy ?c }}")
            claims = [row[0].value for row in texts if isinstance(row[0], Literal)]
            rows = self._small(
                f"SELECT DISTINCT ?s WHERE {{ VALUES ?c {{ {_list(claims)} }} ?c rdf:subject ?s }}{limit}"
            )
        else:
            inner = f"GRAPH ?g {{ ?s {written(predicate)} {written(node)} }} FILTER(?g != {written(CG.rstrip('#'))})"
            rows = self._small(f"SELECT DISTINCT ?s WHERE {{ {inner} }}{limit}")
        return sorted(str(row[0]) for row in rows)

    def look_up(self, key: str, by: By = "name", most: int | None = None) -> list[str]:
        """The things that bear a name or id like `key`, sorted."""
        return named_alike(self, key, by, most)

    @property
    def vocabulary(self) -> Store:
        """This store: the vocabulary is a graph of it."""
        return self

    def dataset(self) -> "rdflib.Dataset":
        """The endpoint as an rdflib Dataset: every access is a request."""
        import rdflib
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

        return rdflib.Dataset(store=SPARQLStore(self.url), default_union=True)

    def dump(self, *, index: bool = False) -> Iterator[str]:
        """Every quad as an N-Quads line; those of the index only where asked."""
        kept = "" if index else f"FILTER(?g != <{INDEX_GRAPH}>)"
        rows = self._small(f"SELECT ?s ?p ?o ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {kept} }}")
        return (" ".join(written(term) for term in row if term is not None) + " ." for row in rows)

    def _small(self, sparql: str) -> tuple[tuple[Term | None, ...], ...]:
        return _rows(self._ask(with_prefixes(sparql), _ROWS)).rows

    def _ask(self, sparql: str, accept: str) -> bytes:
        """Send a query, again after a pause when that may help; the body of the answer."""
        failed = ""
        for attempt in range(self._tries):
            if attempt:
                time.sleep(0.2 * 4 ** (attempt - 1))
            try:
                status, kind, body = self._once(sparql, accept)
            except TimeoutError as error:
                self._drop()
                raise StoreError(
                    f"{self.where} gave no answer within {self._timeout:g} s (set CASEGRAPH_TIMEOUT for longer)"
                ) from error
            except (OSError, http.client.HTTPException) as error:
                self._drop()
                failed = f"cannot be reached: {getattr(error, 'strerror', None) or error or type(error).__name__}"
                continue
            if status == 200:
                return self._checked(kind, body, accept)
            said = " ".join(body[:300].decode("utf-8", "replace").split())
            failed = f"answered {status} {http.client.responses.get(status, '')}: {said}".rstrip(": ")
            if status not in _AGAIN:
                break
        raise StoreError(f"{self.where} {failed}")

    def _checked(self, kind: str, body: bytes, accept: str) -> bytes:
        if kind not in (accept, "application/json", "text/plain")[: 2 if accept == _ROWS else 3]:
            raise StoreError(
                f"{self.where} answered {kind or 'no known type'} instead of {accept}: "
                "is this the address for queries? It often ends in /query or /sparql"
            )
        return body

    def _once(self, sparql: str, accept: str) -> tuple[int, str, bytes]:
        parts = self._parts
        if self._connection is None:
            make: Any = http.client.HTTPConnection
            extra: dict[str, Any] = {}
            if parts.scheme == "https":
                make, extra = http.client.HTTPSConnection, {"context": ssl.create_default_context()}
            self._connection = make(parts.hostname, parts.port, timeout=self._timeout, **extra)
            self._closing = weakref.finalize(self, self._connection.close)
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded", "User-Agent": "casegraph"}
        if parts.username is not None:
            login = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            headers["Authorization"] = "Basic " + base64.b64encode(login.encode()).decode()
        form = urlencode({"query": sparql, **({"union-default-graph": ""} if self._union else {})})
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._connection.request("POST", target, form.encode(), headers)
        with self._connection.getresponse() as answer:
            body = answer.read(_MOST_BYTES + 1)
        if len(body) > _MOST_BYTES:
            self._drop()
            raise StoreError(f"{self.where} answers with more than {_MOST_BYTES:,} bytes: ask for less, with LIMIT")
        return answer.status, answer.headers.get_content_type() if answer.headers.get("Content-Type") else "", body

    def _drop(self) -> None:
        """Let go of the connection; the next request makes a new one.

        The connection is also closed when the store is let go of. A `__del__` would come too late where the store is
        part of a cycle: the socket is then cleared away before it.
        """
        if self._connection is not None:
            self._closing()
            self._connection = None


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        good = False
    if not good:
        raise StoreError(f"{url!r} is not the address of an endpoint: write http://HOST:PORT/query")
    return parts


def _timeout() -> float:
    text = os.environ.get("CASEGRAPH_TIMEOUT", "60")
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds < 1e6:
        raise StoreError(f"CASEGRAPH_TIMEOUT is {text!r}; write a number of seconds, such as 60")
    return seconds


def _list(iris: Iterable[str]) -> str:
    return " ".join(written(iri) for iri in iris)


def _parts(iris: Iterable[str]) -> Iterator[str]:
    """The IRIs as a query lists them, so many at once as an engine takes well."""
    held = sorted(set(iris))
    return (_list(held[start : start + _AT_ONCE]) for start in range(0, len(held), _AT_ONCE))


def _rows(body: bytes) -> Rows:
    try:
        found = json.loads(body)
        if "boolean" in found:
            return Rows(("answer",), ((Literal(str(bool(found["boolean"])).lower(), XSD + "boolean"),),))
        columns = tuple(found["head"]["vars"])
        bindings = found["results"]["bindings"]
        return Rows(columns, tuple(tuple(_term(row.get(name)) for name in columns) for row in bindings))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError("the endpoint's answer is not in the SPARQL results format") from error


def _term(found: Mapping[str, str] | None) -> Term | None:
    if found is None:
        return None
    if found["type"] == "uri":
        return found["value"]
    if found["type"] == "bnode":
        return "_:" + found["value"]
    plain = PREFIXES["rdf"] + "langString" if found.get("xml:lang") else XSD + "string"
    return canonical(Literal(found["value"], found.get("datatype", plain)))


def _triples(body: bytes) -> Rows:
    try:
        found = [
            canonical(from_engine(term))
            for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)
            for term in quad.triple
        ]
    except SyntaxError as error:
        raise StoreError(f"the endpoint's answer is not N-Triples: {error}") from error
    triples = zip(found[::3], found[1::3], found[2::3], strict=True)
    return Rows(("subject", "predicate", "object"), tuple(sorted(triples, key=str)))
