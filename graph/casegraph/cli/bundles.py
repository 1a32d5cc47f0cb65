"""Commands for others to check and to ask: verify an evidence bundle, serve an assistant."""

import json
from pathlib import Path

import click

from .app import ExampleCommand, case_option, echo, given_law, json_option

__all__ = ["COMMANDS"]


@click.command(
    cls=ExampleCommand,
    examples="""
    casegraph export bundle avery-dassey --question "Could the President pardon Steven Avery?" --on 2016-01-08 -o a.zip
    casegraph verify a.zip
    """,
)
@click.argument("bundle", type=click.Path(path_type=Path))
@json_option
def verify(bundle: Path, as_json: bool) -> int:
    """Check an evidence bundle alone and offline: every byte, every digest, and its answer put again to its graph."""
    from ..export import verify as run
    from ..reading import read_bytes

    found = run(read_bytes(bundle))
    if as_json:
        told = {
            "file": str(bundle),
            "whole": not found.problems,
            "question": found.question,
            "answer": found.headline,
            "on": found.on,
            "sha256": found.digest,
            "files": found.files,
            "problems": list(found.problems),
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    elif found.problems:
        echo("\n".join([f"{bundle} is not whole:", *(f"  ✕ {problem}" for problem in found.problems)]))
    else:
        echo(
            f"{bundle} is whole: {found.files} files, every digest fits, its graph gives its answer again.\n"
            f"  {found.question}  (as of {found.on})\n  {found.headline}\n"
            f"  sha256 {found.digest}\n"
            "Compare the digest with the one its maker published: who can write a bundle can write another."
        )
    return 1 if found.problems else 0


@click.command(
    cls=ExampleCommand,
    examples="""
    casegraph mcp
    casegraph mcp --case my-case.yaml
    """,
)
@case_option
def mcp(cases: tuple[str, ...], redact: tuple[str, ...]) -> None:
    """Serve ask, clemency, why, show and query to an assistant over standard input and output (MCP), read-only."""
    from ..loading import load
    from ..serving.assistant import assistant

    law = given_law()
    assistant(lambda: load(*cases, redact=redact, law=law)).run("stdio")


COMMANDS = [verify, mcp]
