"""Identifiers of one operator, told from those that a service firm gives to many."""

from __future__ import annotations

from xborder_desk.matching.crowds import counted, crowds, doubtful, hard


def test_few_are_believed() -> None:
    assert crowds({"p:1": [1, 2, 3]}, {}, {})["p:1"].trust == 1.0
    assert not doubtful({"p:1": [1, 2, 3], "k:abc": list(range(9))})


def test_sellers_with_nothing_else_in_common_share_a_service_firm() -> None:
    held = {"p:1": list(range(10))}
    strangers = {seller: {"p:1", f"n:firm{seller}"} for seller in range(10)}
    friends = {seller: {"p:1", f"n:firm{seller % 2}"} for seller in range(10)}
    assert crowds(held, strangers, counted(strangers))["p:1"].trust == 0.0
    assert crowds(held, friends, counted(friends))["p:1"].trust == 1.0


def test_the_domain_of_a_mailbox_is_nothing_else() -> None:
    keys = {seller: {"e:rep@agent.example", "d:agent.example"} for seller in range(10)}
    held = {"e:rep@agent.example": list(range(10)), "d:agent.example": list(range(10))}
    assert all(one.trust == 0.0 for one in crowds(held, keys, counted(keys)).values())


def test_a_name_many_have_needs_more_than_the_name() -> None:
    keys = {seller: {"n:happybuy", "k:hp", f"p:{seller}"} for seller in range(10)}
    assert crowds({"n:happybuy": list(range(10))}, keys, counted(keys))["n:happybuy"].trust == 0.0
    assert hard("p:1")
    assert not hard("n:x")
