"""From an article to a draft case file: an engine proposes claims with passages, a gate checks them, a person decides.

The way of a claim: `article` reads a file into plain text; an engine (`rules`, or `llm` at an address the user names)
proposes; `gate` refuses whatever its passage does not bear out; `draft` writes a case file in which everything is a
candidate; `review` lets a person accept, edit, reject or contest; `linking` sets a second article beside a case.
"""

from dataclasses import replace
from pathlib import Path

from ..casefile.checks.check import Checked, check_document
from ..casefile.reader import read_document
from ..errors import ProblemsFound
from .article import Article, read_article
from .clean import clean
from .draft import Draft, SourceFacts, as_yaml, build_draft, head, slug
from .gate import pass_gate
from .proposal import Engine, Proposal

__all__ = ["Draft", "Engine", "Proposal", "SourceFacts", "checked", "draft_text", "extract", "read_article"]


def extract(article: Article, engine: Engine, name: str = "", source: SourceFacts | None = None) -> Draft:
    """The draft of a case from one article.

    Args:
        article: the text, from `read_article`.
        engine: what proposes the claims.
        name: the case's name; made of the file's name when "".
        source: what the list of sources says of the article.

    Examples:
        >>> from casegraph.extract.rules import RulesEngine
        >>> text = "Ann Lee was convicted of arson in Dane County Circuit Court in Wisconsin in 1999. Lee denies it."
        >>> draft = extract(Article("lee.txt", text), RulesEngine(""))
        >>> draft.data["convictions"]["lee-1999-arson"]["date"]["value"]
        '1999'
    """
    cleaned = clean(article.text)
    read = replace(article, text=cleaned.text)
    proposed, own = engine.propose(read)
    passed, refused = pass_gate(read, proposed)
    passed = [cleaned.restored(proposal) for proposal in passed]
    short = name or slug(Path(article.name).stem)
    return build_draft(article, passed, [*own, *refused], engine.name, short, source or SourceFacts())


def draft_text(draft: Draft, file: str, text: str) -> str:
    """The draft as a case file, checked before it is handed out.

    Args:
        draft: the draft.
        file: the path it will have, for the hints at its head.
        text: the path of the article's text.

    Raises:
        ProblemsFound: it would not pass `check`; an engine proposed something the format does not hold.
    """
    content = as_yaml(draft.data, head=head(draft, file, text))
    problems = checked(Path(file), content).problems
    if problems:
        raise ProblemsFound(problems)
    return content


def checked(path: Path, content: str | None = None) -> Checked:
    """A case file, checked with the ids of the authority files."""
    from ..authorities.index import shared_names

    return check_document(read_document(path, content), shared_names())
