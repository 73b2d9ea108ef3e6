"""The documents tell all there is and nothing else: commands, options, routes, parameters, settings, links, samples."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any
from urllib.parse import unquote

import click
import pytest

import api.routes
from api.app import create_app
from api.cli import cli
from api.service import Service
from api.settings import Settings, default, names, variable

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def sections(text: str) -> dict[str, str]:
    """The sections of docs/cli.md by command."""
    pieces = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    commands = [piece for piece in pieces if piece.startswith("sitgraph ")]
    return {piece.split()[1].rstrip(","): piece for piece in commands}


def options(command: click.Command) -> set[str]:
    return {name for option in command.params if isinstance(option, click.Option) for name in _names(option)}


def _names(option: click.Option) -> list[str]:
    return [*option.opts, *option.secondary_opts]


COMMANDS = sections(read(DOCS / "cli.md"))


def test_every_command_has_its_section_and_no_other_has() -> None:
    assert COMMANDS.keys() == cli.commands.keys() | {"--version"}


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_option_is_documented_and_no_other_is(name: str) -> None:
    rows = [line.split(" | ")[0] for line in COMMANDS[name].splitlines() if line.startswith("| `")]
    documented = {word for row in rows for word in re.findall(r"`(--?[a-z][\w-]*)", row)}
    assert documented == options(cli.commands[name])


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_says_what_it_takes_and_gives_an_example(name: str) -> None:
    heading = COMMANDS[name].splitlines()[0]
    for argument in cli.commands[name].params:
        if isinstance(argument, click.Argument):
            wanted = argument.make_metavar(click.Context(cli.commands[name]))
            assert wanted.strip("[]") in heading
    assert any(words[0] == name for words in samples(COMMANDS[name]))


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_choices_are_all_named(name: str) -> None:
    for option in cli.commands[name].params:
        if isinstance(option.type, click.Choice):
            text = COMMANDS[name] if option.name != "modality" else COMMANDS["partners"]
            for choice in option.type.choices:
                assert re.search(rf"[`| ]{choice}\\?[`|]", text), f"{option.name}: {choice}"


def test_the_samples_are_found() -> None:
    found = [words[0] for words in samples(read(ROOT / "README.md"))]
    assert {"ingest", "partners", "explain", "export"} <= set(found)


def test_exit_codes() -> None:
    assert re.findall(r"^\| (\d+) \|", read(DOCS / "cli.md"), flags=re.MULTILINE) == ["0", "1", "2", "130"]


def samples(text: str) -> Iterator[list[str]]:
    """The words after ``sitgraph`` in each command of the console blocks of a document."""
    for block in re.findall(r"^```console\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL):
        for line in re.findall(r"^\$ (.*(?:\n(?!\$ ).*)*)", block, flags=re.MULTILINE):
            for words in pipeline(line):
                if words and words[0].rpartition("/")[2] == "sitgraph":
                    yield words[1:]


def pipeline(line: str) -> Iterator[list[str]]:
    """The words of each command of a line of shell; what is printed below the line is left out."""
    lexer = shlex.shlex(line.replace("\\\n", " "), posix=True, punctuation_chars="|;&<>\n")
    lexer.whitespace, lexer.whitespace_split = " \t", True
    words: list[str] = []
    for token in lexer:
        if set(token) <= set("|;&<>\n"):
            yield words
            words = []
            if "\n" in token:
                return
        else:
            words.append(token)
    yield words


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_sample_commands_parse(page: Path) -> None:
    for words in samples(read(page)):
        if words == ["--version"]:
            continue
        with cli.make_context("sitgraph", list(words)) as context:
            command = cli.commands[words[0]]
            with command.make_context(words[0], words[1:], parent=context):
                pass


def routes() -> dict[str, dict[str, Any]]:
    """The routes of the OpenAPI document."""
    with Service.open() as service:
        app = create_app(service)
        found: dict[str, dict[str, Any]] = app.openapi()["paths"]
        app.state.feed.close()
        return found


def all_paths() -> set[str]:
    """The paths of all routes, pages too."""
    modules = [import_module(f"api.routes.{found.name}") for found in iter_modules(api.routes.__path__)]
    routers = [module.router for module in modules if hasattr(module, "router")]
    return {route.path.replace(":path}", "}") for router in routers for route in router.routes} | {"/openapi.json"}


def test_every_route_is_documented_and_no_other_is() -> None:
    text = read(DOCS / "http-api.md")
    documented = set(re.findall(r"`(?:GET|POST) (/[^`?]*)", text))
    served = {path for path in all_paths() if not path.endswith(".csv")}
    assert documented == served
    sheets = {path.removesuffix(".csv") for path in all_paths() if path.endswith(".csv")}
    lines = {path: line for line in text.splitlines() for path in re.findall(r"^\| `GET (/[^`]*)`", line)}
    assert {path for path, line in lines.items() if ".csv`" in line} == sheets


def test_every_parameter_is_documented() -> None:
    text = read(DOCS / "http-api.md")
    for path, methods in routes().items():
        for route in methods.values():
            for parameter in route.get("parameters", ()):
                name = parameter["name"]
                assert re.search(rf"[`{{?]{name}[`}}=]", text), f"{path}: {name}"


def test_every_format_of_export_is_documented() -> None:
    (line,) = [line for line in read(DOCS / "http-api.md").splitlines() if line.startswith("| `GET /export`")]
    parameters = {one["name"]: one["schema"]["enum"] for one in routes()["/export"]["get"]["parameters"]}
    for form in (*parameters["format"], *parameters["scope"]):
        assert re.search(rf"\b{form}\b", line), form


def test_every_setting_is_documented_with_its_default_and_no_other_is() -> None:
    rows = re.findall(r"^\| `(SITGRAPH_\w+)` \| (?:`([^`]*)`|\(empty\)) \|", read(DOCS / "settings.md"), re.MULTILINE)
    assert rows == [(variable(name), str(default(name))) for name in names()]
    assert Settings() == Settings.from_environment({})


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_settings_that_documents_name_exist(page: Path) -> None:
    beyond = {"SITGRAPH_REQUIRE_BROWSER", "SITGRAPH_CHROMIUM"}
    assert set(re.findall(r"SITGRAPH_[A-Z_]+[A-Z]", read(page))) <= {variable(name) for name in names()} | beyond


def links(page: Path) -> list[str]:
    text = re.sub(r"```.*?```", "", read(page), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text))
    return [unquote(one) for one in targets if not re.match(r"[a-z]+:|#", one)]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_linked_files_exist(page: Path) -> None:
    missing = [one for one in links(page) if not (page.parent / one.partition("#")[0]).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_documents_named_in_words_exist(page: Path) -> None:
    for name in re.findall(r"\bdocs/[\w./-]+\.(?:md|json)", read(page)):
        assert (ROOT / name).is_file(), name
