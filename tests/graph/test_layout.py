"""Places of a drawing: the same every time, apart from each other, near what they are linked to."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.layout import positions

NODES = st.lists(st.integers(0, 40), unique=True, max_size=25)
LINKS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=40)


@settings(max_examples=25, deadline=None)
@given(NODES, LINKS)
def test_every_node_has_a_place_of_its_own_and_always_the_same(nodes: list[int], links: list[tuple[int, int]]) -> None:
    inside = [(one, other) for one, other in links if one in nodes and other in nodes]
    places = positions(nodes, inside, iterations=60)
    assert set(places) == set(nodes)
    assert len(set(places.values())) == len(nodes)
    assert places == positions(nodes, list(reversed(inside)), iterations=60)


def test_linked_nodes_stand_nearer_than_strangers() -> None:
    chain = [(number, number + 1) for number in range(9)]
    places = positions(range(10), chain)
    assert math.dist(places[0], places[1]) < math.dist(places[0], places[9]) / 3


def test_names_do_not_lie_on_each_other() -> None:
    star = [(0, number) for number in range(1, 30)]
    places = list(positions(range(30), star).values())
    for number, (x, y) in enumerate(places):
        for other_x, other_y in places[number + 1 :]:
            assert abs(x - other_x) > 60 or abs(y - other_y) > 30


def test_groups_stand_apart_and_fill_a_shape_wider_than_high() -> None:
    pairs = [(2 * number, 2 * number + 1) for number in range(30)]
    places = positions(range(60), pairs)
    width, height = (
        max(at[axis] for at in places.values()) - min(at[axis] for at in places.values()) for axis in (0, 1)
    )
    assert 0.8 < width / height < 2
    for one, other in pairs:
        near = math.dist(places[one], places[other])
        middle = [(places[one][axis] + places[other][axis]) / 2 for axis in (0, 1)]
        strangers = [math.dist(middle, places[node]) for node in places if node not in (one, other)]
        assert near / 2 < min(strangers)
