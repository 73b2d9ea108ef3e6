"""Settings come from the environment, with clear errors."""

import pytest

from api.settings import Settings, names, variable
from ontology.errors import BadArgument


def test_defaults_are_local_and_read_from_nowhere() -> None:
    settings = Settings.from_environment({})
    assert settings == Settings()
    assert settings.host == "127.0.0.1"
    assert settings.port == 8000


def test_every_setting_can_be_given() -> None:
    given = {"SITGRAPH_STORE": "x", "SITGRAPH_PORT": "9000", "SITGRAPH_QUERY_SECONDS": "0.5", "OTHER": "y"}
    settings = Settings.from_environment(given)
    assert (settings.store, settings.port, settings.query_seconds) == ("x", 9000, 0.5)
    assert [variable(name) for name in names()][:2] == ["SITGRAPH_STORE", "SITGRAPH_BASE"]


def test_an_empty_value_counts_as_not_given() -> None:
    assert Settings.from_environment({"SITGRAPH_PORT": ""}).port == 8000


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SITGRAPH_PORT", "http", "a whole number"),
        ("SITGRAPH_PORT", "70000", "between 0 and 65535"),
        ("SITGRAPH_QUERY_SECONDS", "soon", "a number"),
        ("SITGRAPH_QUERY_SECONDS", "nan", "above zero"),
        ("SITGRAPH_QUERY_WORKERS", "0", "above zero"),
    ],
)
def test_nonsense_is_refused_by_name(name: str, value: str, said: str) -> None:
    with pytest.raises(BadArgument, match=name) as caught:
        Settings.from_environment({name: value})
    assert said in str(caught.value)
