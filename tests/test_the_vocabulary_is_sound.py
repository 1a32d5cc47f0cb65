"""Is the vocabulary consistent and complete, and do the shapes, the context and the data keep to it?"""

import ast
import json
import re
import typing
import warnings
from functools import cache
from pathlib import Path

import owlrl
import pyoxigraph
import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

import casegraph
from casegraph.casefile.format.fields import SECTIONS, claim_predicates, fields_of
from casegraph.casefile.format.forms import Dated, Refers, Whole
from casegraph.casefile.format.model import CLAIM_PREDICATES, ClaimEntry, SourceEntry
from casegraph.questions.powers.coverage import ROLES
from casegraph.records.passage import MOST_QUOTED_WORDS
from casegraph.resources import shipped
from casegraph.vocabulary import CG, CLASSES, EDTF, ID, PREFIXES, Standing, predicate_for, shorten
from casegraph.words import ROLES as WORDS
from sparing import mostly

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import pyshacl

C = Namespace(CG)
SCHEMA = Namespace(PREFIXES["schema"])
ERRORS = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
FOLDER = shipped("ontology")
EXAMPLES = FOLDER / "examples"
WANTED_SHAPES = """
Claim Passage Source Person Office Tenure Sovereign Court Charge Conviction Sentence Imprisonment Event Petition
SignatureCount Response Power
"""
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@cache
def read(path: Path) -> Graph:
    """A Turtle file as a graph."""
    return Graph().parse(path, format="turtle")


ONTOLOGY = read(FOLDER / "casegraph.ttl")
SHAPES = read(FOLDER / "shapes.ttl")
CONTEXT = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
TARGETED = {str(shape).rpartition("#")[2]: shape for shape in SHAPES.subjects(SH.targetClass)}


def own(graph: Graph) -> set[URIRef]:
    """Every term of the casegraph namespace that a graph mentions."""
    return {term for triple in graph for term in triple if isinstance(term, URIRef) and term.startswith(CG)}


DEFINED = {term for term in ONTOLOGY.subjects(RDF.type) if str(term).startswith(CG)}


def properties(kind: URIRef) -> set[URIRef]:
    """The properties of that kind the ontology declares in its own namespace."""
    return {term for term in ONTOLOGY.subjects(RDF.type, kind) if term in DEFINED}


def words(annotation: object) -> list[str]:
    """The words a key of the format allows, [] when it takes any."""
    if typing.get_origin(annotation) is typing.Literal:
        return list(typing.get_args(annotation))
    for argument in typing.get_args(annotation):
        fields = getattr(argument, "model_fields", None)
        if fields is not None:
            argument = fields["value"].annotation if "value" in fields else None
        if found := words(argument):
            return found
    return []


def conforms(data: Graph, *names: str) -> bool:
    """Does the data pass the shapes of these names? The others are there to be referred to and check nothing."""
    shapes = Graph()
    for triple in SHAPES:
        if triple[1] != SH.targetClass or triple[0] in {TARGETED[name] for name in names}:
            shapes.add(triple)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return bool(pyshacl.validate(data, shacl_graph=shapes)[0])


# --- the ontology --------------------------------------------------------------------------------------------------


def test_the_ontology_says_what_it_is() -> None:
    ontology = URIRef(CG.rstrip("#"))
    dcterms = Namespace(PREFIXES["dcterms"])
    assert (ontology, RDF.type, OWL.Ontology) in ONTOLOGY
    assert ONTOLOGY.value(ontology, dcterms.title)
    assert ONTOLOGY.value(ontology, dcterms.license) == URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
    version = ONTOLOGY.value(ontology, OWL.versionInfo)
    assert ONTOLOGY.value(ontology, OWL.versionIRI) == URIRef(f"{ontology}/{version}")


def test_every_term_has_a_label_a_definition_and_an_example() -> None:
    for term in sorted(DEFINED):
        for wanted in (RDFS.label, SKOS.definition, SKOS.example):
            found = list(ONTOLOGY.objects(term, wanted))
            assert len(found) == 1, f"{term} has {len(found)} of {wanted}"
            assert (
                isinstance(found[0], Literal) and found[0].language == "en" and str(found[0]).strip() == str(found[0])
            )
        assert str(ONTOLOGY.value(term, SKOS.definition)).endswith(".")


def test_no_two_terms_share_a_definition() -> None:
    definitions = [str(text) for text in ONTOLOGY.objects(None, SKOS.definition)]
    assert len(definitions) == len(set(definitions))


def test_every_term_is_one_kind_of_thing() -> None:
    for term in DEFINED:
        kinds = set(ONTOLOGY.objects(term, RDF.type)) & {OWL.Class, OWL.NamedIndividual, *PROPERTY_KINDS}
        assert len(kinds) == 1, term


def test_every_term_that_is_mentioned_is_defined() -> None:
    assert own(ONTOLOGY) - DEFINED - {URIRef(CG)} == set()


def test_the_ontology_has_no_blank_node_and_a_strict_parser_reads_the_same() -> None:
    assert not any(isinstance(term, BNode) for triple in ONTOLOGY for term in triple)
    assert len(list(pyoxigraph.parse(path=FOLDER / "casegraph.ttl"))) == len(ONTOLOGY)


# --- the ontology and the case-file format --------------------------------------------------------------------------


@pytest.mark.parametrize("section", SECTIONS)
def test_every_key_of_the_format_is_a_property_and_knows_where_it_stands(section: str) -> None:
    model = SECTIONS[section]
    for spec in fields_of(model):
        term = URIRef(spec.predicate)
        if term == RDFS.label:
            continue
        assert term in DEFINED, f"{section}.{spec.key} has no property"
        kind = OWL.ObjectProperty if isinstance(spec.marker, Refers) else OWL.DatatypeProperty
        assert (term, RDF.type, kind) in ONTOLOGY, spec.key
        stands = {*ONTOLOGY.objects(term, RDFS.domain), *ONTOLOGY.objects(term, SCHEMA.domainIncludes)}
        assert not stands or C[model.klass] in stands, f"{term} does not say that it stands in {model.klass}"


def test_every_date_has_its_first_and_last_possible_day() -> None:
    dated = {spec.predicate for spec in claim_predicates().values() if isinstance(spec.marker, Dated)} | {CG + "object"}
    for predicate in dated:
        for suffix in ("Earliest", "Latest"):
            assert (URIRef(predicate + suffix), SCHEMA.rangeIncludes, XSD.date) in ONTOLOGY, predicate + suffix
    for predicate in dated - {CG + "object"}:
        assert (URIRef(predicate), SCHEMA.rangeIncludes, URIRef(EDTF)) in ONTOLOGY, predicate


def test_whole_numbers_and_texts_have_their_type() -> None:
    for spec in claim_predicates().values():
        term = URIRef(spec.predicate)
        if isinstance(spec.marker, Whole):
            assert ONTOLOGY.value(term, RDFS.range) == XSD.integer
        elif spec.marker is None and term != RDFS.label:
            assert ONTOLOGY.value(term, RDFS.range) == XSD.string, term


@pytest.mark.parametrize("section", SECTIONS)
def test_every_kind_of_record_is_a_class(section: str) -> None:
    model = SECTIONS[section]
    klass = C[model.klass]
    assert (klass, RDF.type, OWL.Class) in ONTOLOGY
    kind = model.model_fields.get("kind")
    for name in words(kind.annotation) if kind else ():
        assert (C[name], RDF.type, OWL.Class) in ONTOLOGY, f"{section}: kind {name} is no class"
        assert klass in ONTOLOGY.transitive_objects(C[name], RDFS.subClassOf), f"{name} is no {model.klass}"


def test_every_property_that_only_claims_use_is_defined() -> None:
    for key, marker in CLAIM_PREDICATES.items():
        kind = OWL.ObjectProperty if marker else OWL.DatatypeProperty
        assert (URIRef(predicate_for(key)), RDF.type, kind) in ONTOLOGY, key


def test_the_standings_are_those_of_the_records() -> None:
    assert set(ONTOLOGY.subjects(RDF.type, C.Standing)) == {C[standing.value.capitalize()] for standing in Standing}


def test_everything_the_graph_holds_is_in_the_vocabulary(seed: casegraph.Graph) -> None:
    used = set()
    for line in seed.store.dump():
        _, predicate, rest = line.split(" ", 2)
        used.add(predicate[1:-1])
        if predicate[1:-1] == str(RDF.type):
            used.add(rest.split(" ")[0][1:-1])
    assert {term for term in used if term.startswith(CG)} - {str(term) for term in DEFINED} == set()


# --- what the questions read from the ontology ----------------------------------------------------------------------


def test_the_roles_are_those_the_answers_know_and_have_words_for() -> None:
    roles = set(ONTOLOGY.subjects(RDFS.subPropertyOf, C.role))
    assert {f"cg:{role[len(CG) :]}" for role in roles} == set(ROLES)
    assert list(ROLES.values()) == list(WORDS)


def test_only_nine_kinds_of_event_set_a_status() -> None:
    assert {str(event)[len(CG) :]: str(status)[len(CG) :] for event, status in ONTOLOGY[: C.setsStatus]} == {
        "Vacatur": "Vacated",
        "NewTrialOrdered": "Vacated",
        "SentenceVacated": "SentenceSetAside",
        "Resentencing": "Resentenced",
        "Reversal": "Reversed",
        "Reinstatement": "Stands",
        "Pardon": "Pardoned",
        "Commutation": "Commuted",
        "SentenceServed": "Served",
    }


def test_no_kind_of_event_inherits_a_status() -> None:
    """A habeas reversal is no reversal, and an appeal decision that affirms changes nothing."""
    for event in ONTOLOGY.subjects(C.setsStatus):
        assert not set(ONTOLOGY.subjects(RDFS.subClassOf, event)), event
    assert (C.HabeasReversal, OWL.disjointWith, C.Reversal) in ONTOLOGY


def test_a_status_says_whether_something_is_left_to_pardon() -> None:
    said = {str(status)[len(CG) :]: bool(left) for status, left in ONTOLOGY[: C.leavesSomethingToPardon]}
    assert said == {
        "Stands": True,
        "Served": True,
        "Commuted": True,
        "SentenceSetAside": True,
        "Resentenced": True,
        "Vacated": False,
        "Reversed": False,
        "Pardoned": False,
    }
    assert {C[name] for name in said} < set(ONTOLOGY.subjects(RDF.type, C.ConvictionStatus))


def test_what_a_court_or_an_office_does_to_the_sentence_alone_leaves_the_conviction_as_it_was() -> None:
    of_the_sentence = {str(status)[len(CG) :] for status in ONTOLOGY.subjects(C.ofTheSentence)}
    assert of_the_sentence == {"Served", "Commuted", "SentenceSetAside", "Resentenced"}


def test_the_definitions_say_that_the_power_follows_the_sovereign() -> None:
    for term in (C.Conviction, C.lawBroken):
        assert all(word in definition(term) for word in ("sovereign", "pardon", "court", "prison")), term
    assert "nothing about clemency follows from the court alone" in definition(C.Court)


def definition(term: URIRef) -> str:
    """The definition of a term."""
    return str(ONTOLOGY.value(term, SKOS.definition))


# --- consistency ----------------------------------------------------------------------------------------------------


def closure(*more: Graph) -> Graph:
    """The OWL 2 RL closure of the ontology, without its texts, and of more."""
    silent = {RDFS.label, SKOS.definition, SKOS.example, SCHEMA.domainIncludes, SCHEMA.rangeIncludes}
    graph = Graph()
    for triple in ONTOLOGY:
        if triple[1] not in silent:
            graph.add(triple)
    for other in more:
        for triple in other:
            graph.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def contradictions(graph: Graph) -> list[str]:
    """What the reasoner found impossible."""
    nothing = [f"{term} is impossible" for term in graph.subjects(RDF.type, OWL.Nothing)]
    return sorted([str(text) for text in graph.objects(None, ERRORS)] + nothing)


def test_the_ontology_and_all_good_examples_are_consistent() -> None:
    graph = closure(*(read(path) for path in sorted(EXAMPLES.glob("*-pass.ttl"))))
    assert contradictions(graph) == []
    example = Namespace(ID + "example/")
    assert (example.vacatur, RDF.type, URIRef(PREFIXES["sem"] + "Event")) in graph
    assert (example.claim, RDF.type, RDF.Statement) in graph


PLANTED = [
    "ex:a a cg:Person , cg:Office .",
    "ex:a a cg:Charge , cg:Conviction .",
    "ex:a a cg:Court , cg:Sovereign .",
    "ex:a a cg:ConvictionClass , cg:Conviction .",
    "ex:a cg:decider ex:b . ex:b a cg:Person .",
    "ex:a a cg:Claim ; cg:standing cg:Established , cg:Contested .",
    "ex:a a cg:HabeasReversal , cg:Reversal .",
]


@pytest.mark.parametrize("planted", mostly(PLANTED, PLANTED[2:7:2]))
def test_a_planted_contradiction_is_found(planted: str) -> None:
    prefixes = f"@prefix cg: <{CG}> . @prefix ex: <{ID}example/> . "
    assert contradictions(closure(Graph().parse(data=prefixes + planted, format="turtle")))


# --- shapes ---------------------------------------------------------------------------------------------------------


def test_the_shapes_cover_what_answers_are_made_of() -> None:
    assert not set(WANTED_SHAPES.split()) - set(TARGETED)
    for name, shape in TARGETED.items():
        assert SHAPES.value(shape, SH.targetClass) == C[name]


@pytest.mark.thorough
def test_the_shapes_are_valid_shacl() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        assert pyshacl.validate(Graph(), shacl_graph=SHAPES, meta_shacl=True)[0]


def test_every_shape_has_an_example_that_passes_and_one_that_fails() -> None:
    wanted = {f"{name}-{verdict}.ttl" for name in TARGETED for verdict in ("pass", "fail")}
    assert {path.name for path in EXAMPLES.iterdir()} == wanted


@pytest.mark.parametrize("name", sorted(TARGETED))
def test_the_good_example_passes(name: str) -> None:
    graph = read(EXAMPLES / f"{name}-pass.ttl")
    assert (None, RDF.type, C[name]) in graph
    assert conforms(graph, *TARGETED)


@pytest.mark.parametrize("name", sorted(TARGETED))
def test_the_bad_example_fails_this_shape_and_no_other(name: str) -> None:
    graph = read(EXAMPLES / f"{name}-fail.ttl")
    assert not conforms(graph, name)
    assert conforms(graph, *(other for other in TARGETED if other != name))


def test_every_constraint_tells_in_words_what_is_wanted() -> None:
    for shape in TARGETED.values():
        for part in SHAPES.objects(shape, SH.property):
            assert str(SHAPES.value(part, SH.message) or "").strip(), f"{shape}: {SHAPES.value(part, SH.path)}"


def allowed(shape: URIRef, path: URIRef) -> list[str] | None:
    """The words a shape allows for a property, or None when it takes any."""
    for part in SHAPES.objects(shape, SH.property):
        head = SHAPES.value(part, SH["in"])
        if SHAPES.value(part, SH.path) == path and head is not None:
            return [str(word) for word in Collection(SHAPES, head)]
    return None


@pytest.mark.parametrize("section", sorted(name for name, model in SECTIONS.items() if model.klass in TARGETED))
def test_the_shapes_allow_the_words_the_format_allows(section: str) -> None:
    model = SECTIONS[section]
    for spec in fields_of(model):
        known = words(model.model_fields[spec.attribute].annotation)
        assert (allowed(TARGETED[model.klass], URIRef(spec.predicate)) or []) == known, spec.key


def test_the_shapes_of_claims_and_sources_allow_the_words_the_format_allows() -> None:
    assert allowed(TARGETED["Claim"], C.claimKind) == words(ClaimEntry.model_fields["kind"].annotation)
    assert allowed(TARGETED["Source"], C.sourceKind) == words(SourceEntry.model_fields["kind"].annotation)
    assert allowed(TARGETED["Claim"], C.standing) == [str(C[standing.value.capitalize()]) for standing in Standing]


def test_opening_words_are_as_few_as_the_case_file_allows() -> None:
    patterns = {str(pattern) for pattern in SHAPES.objects(None, SH.pattern) if "S" in str(pattern)}
    (pattern,) = patterns
    assert re.search(pattern, " ".join(["word"] * MOST_QUOTED_WORDS))
    assert not re.search(pattern, " ".join(["word"] * (MOST_QUOTED_WORDS + 1)))


@pytest.mark.thorough
def test_the_shipped_case_conforms(seed: casegraph.Graph) -> None:
    """The case with all its claims; of the files it shares only the facts, so that the test stays quick."""
    case = f" <{ID}graph/avery-dassey> ."
    ontology = f" <{CG.rstrip('#')}> ."
    claim = f"<{ID}claim/"
    lines = [
        line.rpartition(" <")[0] + " ."
        for line in seed.store.dump()
        if line.endswith(case) or not (line.startswith(claim) or line.endswith(ontology))
    ]
    graph = Graph().parse(data="\n".join(lines), format="nt")
    assert conforms(graph, *TARGETED)


# --- the context, the queries, the alignments -----------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted([FOLDER / "shapes.ttl", FOLDER / "alignments.ttl", *EXAMPLES.glob("*.ttl")]))
def test_every_term_beside_the_ontology_is_defined_in_it(path: Path) -> None:
    assert own(read(path)) - DEFINED == set()


@pytest.mark.parametrize("path", sorted((FOLDER / "queries").glob("*.rq")), ids=lambda path: path.stem)
def test_every_term_of_a_query_is_defined(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert {C[name] for name in re.findall(r"\bcg:([A-Za-z]\w*)", text)} - DEFINED == set()


def expanded(name: str) -> str:
    """The IRI behind a name of the context."""
    prefix, colon, rest = name.partition(":")
    return CONTEXT[prefix] + rest if colon and not rest.startswith("//") else name


def test_the_context_names_every_term_and_nothing_that_is_not_defined() -> None:
    terms = {name: value for name, value in CONTEXT.items() if not name.startswith("@")}
    meant = {name: expanded(value if isinstance(value, str) else value["@id"]) for name, value in terms.items()}
    assert {URIRef(iri) for iri in meant.values() if iri.startswith(CG) and iri != CG} == DEFINED
    assert all(iri == CG + name for name, iri in meant.items() if iri.startswith(CG) and name != "cg")
    assert {name: meant[name] for name in PREFIXES} == PREFIXES


def test_the_context_types_links_and_dates_as_the_ontology_does() -> None:
    for term in sorted(properties(OWL.ObjectProperty) | properties(OWL.DatatypeProperty)):
        value = CONTEXT[term[len(CG) :]]
        typed = expanded(value["@type"]) if isinstance(value, dict) else str(XSD.string)
        if term in properties(OWL.ObjectProperty):
            assert typed in ("@id", "@vocab"), term
        else:
            wanted = ONTOLOGY.value(term, RDFS.range) or ONTOLOGY.value(term, SCHEMA.rangeIncludes)
            assert typed == str(wanted), term


def test_a_small_json_document_becomes_the_right_triples_offline() -> None:
    document = {
        "@context": CONTEXT,
        "@graph": [
            {
                "@id": "id:example/conviction",
                "@type": "Conviction",
                "label": "Burglary, 2000",
                "person": "id:example/doe",
                "lawBroken": "id:US-WI",
                "date": "2000-05",
                "dateEarliest": "2000-05-01",
            },
            {
                "@id": "id:example/claim",
                "@type": "Claim",
                "subject": "id:example/conviction",
                "predicate": "lawBroken",
                "object": {"@id": "id:US-WI"},
                "standing": "Established",
                "hearsayDepth": 1,
            },
        ],
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own parser uses a class it deprecates
        graph = Graph().parse(data=json.dumps(document), format="json-ld")
    conviction, claim = URIRef(ID + "example/conviction"), URIRef(ID + "example/claim")
    state = URIRef(ID + "US-WI")
    assert set(graph) == {
        (conviction, RDF.type, C.Conviction),
        (conviction, RDFS.label, Literal("Burglary, 2000")),
        (conviction, C.person, URIRef(ID + "example/doe")),
        (conviction, C.lawBroken, state),
        (conviction, C.date, Literal("2000-05", datatype=URIRef(EDTF))),
        (conviction, C.dateEarliest, Literal("2000-05-01", datatype=XSD.date)),
        (claim, RDF.type, C.Claim),
        (claim, RDF.subject, conviction),
        (claim, RDF.predicate, C.lawBroken),
        (claim, RDF.object, state),
        (claim, C.standing, C.Established),
        (claim, C.hearsayDepth, Literal(1)),
    }


def test_alignments_are_close_matches_only_and_never_loaded(seed: casegraph.Graph) -> None:
    aligned = read(FOLDER / "alignments.ttl")
    about_terms = [triple for triple in aligned if str(triple[0]).startswith(CG)]
    assert about_terms and {predicate for _, predicate, _ in about_terms} == {SKOS.closeMatch}
    assert not any(str(other).startswith(CG) for _, _, other in about_terms)
    assert not any(str(SKOS.closeMatch) in line for line in seed.store.dump())


def test_the_code_walks_by_terms_of_the_ontology_and_by_no_text_of_one() -> None:
    from casegraph import cg

    defined = {shorten(str(term)) for term in DEFINED}
    terms = {name: text for name, text in vars(cg).items() if not name.startswith("__")}
    assert len(terms) > 100
    assert set(terms.values()) <= defined
    assert all(text == f"cg:{name.rstrip('_')}" for name, text in terms.items())
    for path in Path(casegraph.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name) and node.value.id == "cg"}  # fmt: skip
        assert used <= set(terms), path
        literals = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)
                    and isinstance(node.value, str) and re.fullmatch(r"cg:\w+", node.value)}  # fmt: skip
        assert not literals or path.name == "cg.py", (path, literals)


def test_the_classes_of_a_case_file_are_those_of_its_sections() -> None:
    assert tuple(model.klass for model in SECTIONS.values()) == CLASSES
