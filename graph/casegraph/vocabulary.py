"""Names: the namespaces, how short names become IRIs and back, and the standing of a claim."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from enum import Enum

__all__ = [
    "CG",
    "CLASSES",
    "EDTF",
    "ID",
    "PREFIXES",
    "RDF_TYPE",
    "XSD",
    "Standing",
    "content_id",
    "expand",
    "fold",
    "local",
    "predicate_for",
    "shorten",
    "thing",
]

CG = "https://w3id.org/casegraph/ontology#"
ID = "https://w3id.org/casegraph/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"

PREFIXES = {
    "cg": CG,
    "id": ID,
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": XSD,
}
RDF_TYPE = PREFIXES["rdf"] + "type"

CLASSES = (
    "Sovereign", "Court", "Office", "Person", "Organisation", "Tenure", "Power", "Policy", "ReliefRoute", "Work",
    "Proceeding", "Charge", "Conviction", "Sentence", "Imprisonment", "Event", "Evidence", "Petition",
    "SignatureCount", "Response", "Statement", "Concept",
)  # fmt: skip
"""The classes of what a case file may hold, in the order of its sections."""


class Standing(Enum):
    """How firmly a claim stands.

    established: two independent sources, or one court or official document.
    inferred: follows by a named rule from established claims.
    attributed: somebody says so; the speaker is part of the claim.
    contested: somebody says so and somebody else denies it.
    retracted: no longer said; kept as history only.
    """

    ESTABLISHED = "established"
    INFERRED = "inferred"
    ATTRIBUTED = "attributed"
    CONTESTED = "contested"
    RETRACTED = "retracted"

    @property
    def asserted(self) -> bool:
        """May its triple stand in the graph as a fact?"""
        return self in (Standing.ESTABLISHED, Standing.INFERRED)

    @staticmethod
    def weakest(standings: Iterable["Standing"]) -> "Standing":
        """The standing of a conclusion that needs all its premises: never firmer than the weakest of them,
        and inferred at best.

        Examples:
            >>> Standing.weakest([Standing.ESTABLISHED, Standing.ATTRIBUTED])
            <Standing.ATTRIBUTED: 'attributed'>
            >>> Standing.weakest([Standing.ESTABLISHED])
            <Standing.INFERRED: 'inferred'>
        """
        order = list(Standing)
        return order[max([order.index(s) for s in standings] + [order.index(Standing.INFERRED)])]

    @staticmethod
    def together(standings: Iterable["Standing"]) -> "Standing":
        """The standing of a statement that several claims make: never firmer than the firmest of them.

        Two who say the same do not establish it: only a claim that stands established does. Where somebody denies it,
        another who says it too does not settle the matter.

        Examples:
            >>> Standing.together([Standing.ATTRIBUTED, Standing.ATTRIBUTED])
            <Standing.ATTRIBUTED: 'attributed'>
            >>> Standing.together([Standing.ATTRIBUTED, Standing.CONTESTED])
            <Standing.CONTESTED: 'contested'>
        """
        order = (Standing.ESTABLISHED, Standing.INFERRED, Standing.CONTESTED, Standing.ATTRIBUTED, Standing.RETRACTED)
        return min(standings, key=order.index, default=Standing.RETRACTED)


def expand(name: str) -> str:
    """The IRI of a short name; a name without a prefix of ours is unchanged.

    Examples:
        >>> expand("cg:lawBroken"), expand("rdfs:label")
        ('https://w3id.org/casegraph/ontology#lawBroken', 'http://www.w3.org/2000/01/rdf-schema#label')
    """
    prefix, _, rest = name.partition(":")
    return PREFIXES[prefix] + rest if prefix in PREFIXES else name


def predicate_for(key: str) -> str:
    """The IRI of the property behind a case-file key: `law_broken` is `cg:lawBroken`.

    Examples:
        >>> shorten(predicate_for("addressed_to")), shorten(predicate_for("label"))
        ('cg:addressedTo', 'rdfs:label')
    """
    if key == "label":
        return PREFIXES["rdfs"] + "label"
    head, *rest = key.split("_")
    return CG + head + "".join(word.capitalize() for word in rest)


def thing(name: str, scope: str = "") -> str:
    """The IRI of a thing; those of a case live below the case's name, shared ones (offices, courts) have no scope.

    Examples:
        >>> thing("US-WI-governor"), thing("steven-avery", "avery-dassey")[-26:]
        ('https://w3id.org/casegraph/id/US-WI-governor', '/avery-dassey/steven-avery')
    """
    return f"{ID}{scope}/{name}" if scope else ID + name


def local(iri: str) -> str:
    """The short id a person types for a thing: the last segment of its IRI.

    Examples:
        >>> local("https://w3id.org/casegraph/id/avery-dassey/steven-avery")
        'steven-avery'
    """
    return iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :]


def shorten(iri: str) -> str:
    """An IRI as prefixed name where a prefix fits, else unchanged.

    Examples:
        >>> shorten("http://www.w3.org/2000/01/rdf-schema#label")
        'rdfs:label'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def content_id(*parts: str) -> str:
    """Sixteen hexadecimal digits that stand for this content (SHA-256, truncated).

    Examples:
        >>> content_id("a", "b") == content_id("a", "b"), content_id("ab") == content_id("a", "b")
        (True, False)
    """
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def fold(name: str) -> str:
    """A name as names are compared: no case, accents, punctuation or possessive.

    Examples:
        >>> fold("Gov. Tony  Évers's") == fold("gov tony evers")
        True
    """
    text = name.replace("’", "'").casefold()
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
        text = text.casefold()
    return " ".join(_NO_WORD.sub(" ", text.removesuffix("'s")).split())


_NO_WORD = re.compile(r"[\W_]+")
