"""The workflows and forms in `.github/` say what pyproject.toml, README and the corrections need, and no more."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((GITHUB / "workflows").glob("*.yml"))}
PARSED: dict[str, dict[str, Any]] = {name: yaml.safe_load(text) for name, text in WORKFLOWS.items()}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, workflow in PARSED.items():
        for job, content in workflow["jobs"].items():
            yield f"{name}.{job}", content


def commands(job: dict[str, Any]) -> list[str]:
    return [line for step in job["steps"] for line in step.get("run", "").splitlines()]


def test_the_suite_runs_on_every_python_and_system_that_the_package_names() -> None:
    job = PARSED["tests"]["jobs"]["tests"]
    prefix = "Programming Language :: Python :: 3."
    named = [each.removeprefix(prefix) for each in PROJECT["classifiers"] if each.startswith(prefix)]
    assert job["strategy"]["matrix"]["python"] == [f"3.{minor}" for minor in named]
    assert PROJECT["requires-python"] == f">=3.{named[0]}"
    assert {system.partition("-")[0] for system in job["strategy"]["matrix"]["os"]} == {"ubuntu", "macos", "windows"}


def test_the_suite_runs_as_the_readme_says() -> None:
    (block,) = re.findall(r"```sh test\n(.*?)\n```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    _, install, test = (part.removeprefix(".venv/bin/") for part in block.split(" && "))
    assert [line.removeprefix("python -m ") for line in commands(PARSED["tests"]["jobs"]["tests"])][-2:] == [
        install,
        test,
    ]


def test_what_a_developer_checks_is_checked() -> None:
    told = (GITHUB / "CONTRIBUTING.md").read_text(encoding="utf-8")
    run = commands(PARSED["tests"]["jobs"]["lint"])
    for check in ("ruff check", "ruff format --check", "mypy", "lint-imports"):
        assert check in run
        assert f".venv/bin/{check}" in told


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_action_is_pinned(name: str) -> None:
    for action, version in re.findall(r"uses: (\S+)(.*)", WORKFLOWS[name]):
        if action.startswith("./"):
            assert (ROOT / action).is_file()
        elif action != "pypa/gh-action-pypi-publish@release/v1":  # its own README asks for this branch
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action), action
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", version), action


def test_only_the_job_that_publishes_may_do_more_than_read() -> None:
    assert all(workflow["permissions"] == {"contents": "read"} for workflow in PARSED.values())
    assert [name for name, job in jobs() if "permissions" in job] == ["release.publish"]
    publish = PARSED["release"]["jobs"]["publish"]
    assert publish["permissions"] == {"id-token": "write"}
    assert (publish["environment"]["name"], publish["needs"]) == ("pypi", ["tests", "build"])
    assert not commands(publish)


def test_no_job_runs_text_that_somebody_else_wrote() -> None:
    assert not [name for name, job in jobs() if "steps" in job for line in commands(job) if "${{" in line]


def test_a_correction_says_what_is_wrong_what_is_right_and_who_says_so() -> None:
    form = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / "correction.yml").read_text(encoding="utf-8"))
    needed = [part["id"] for part in form["body"] if part.get("validations", {}).get("required")]
    assert needed == ["where", "wrong", "right", "source", "read"]
    asked = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    for words in ("What was wrong", "What is right", "Source", "Day on which you read it"):
        assert f"**{words}**" in asked
