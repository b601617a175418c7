"""The join of terms: commutative, associative, idempotent, never looser than any of its inputs."""

from hypothesis import given
from hypothesis import strategies as st

from licint.model import OTHER_TERMS, USES, Condition, Obligation, Term, Terms
from licint.resolution.join import CATEGORY_ORDER, ORDERS, join_conditions, join_terms, rank

conditions = st.builds(
    Condition,
    kind=st.sampled_from(["monthly-active-users", "annual-revenue", "registration", "other"]),
    limit=st.none() | st.integers(1, 10),
    currency=st.sampled_from([None, "USD", "EUR"]),
    detail=st.none() | st.sampled_from(["a", "b"]),
)
terms = st.builds(
    Terms,
    category=st.sampled_from(CATEGORY_ORDER),
    terms=st.fixed_dictionaries(
        {name: st.builds(Term, st.sampled_from(values), st.lists(conditions, max_size=2).map(tuple)) for name, values in ORDERS.items()}
        | {"governing_law": st.builds(Term, st.sampled_from(["unstated", "France", "California, US"]))}
    ),
    obligations=st.lists(st.builds(Obligation, st.sampled_from(["share-alike", "register"]), st.none() | st.just("x")), max_size=2).map(tuple),
)


def canonical(joined: Terms) -> Terms:
    return join_terms([joined, joined])


@given(terms, terms)
def test_commutative(first: Terms, second: Terms) -> None:
    assert canonical(join_terms([first, second])) == canonical(join_terms([second, first]))


@given(terms, terms, terms)
def test_associative(first: Terms, second: Terms, third: Terms) -> None:
    left = join_terms([join_terms([first, second]), third])
    right = join_terms([first, join_terms([second, third])])
    assert canonical(left) == canonical(right)


@given(terms)
def test_idempotent(each: Terms) -> None:
    once = canonical(each)
    assert join_terms([once, once]) == once


@given(st.lists(terms, min_size=1, max_size=4))
def test_never_looser_than_any_input(several: list[Terms]) -> None:
    joined = join_terms(several)
    for each in several:
        assert CATEGORY_ORDER.index(joined.category) >= CATEGORY_ORDER.index(each.category)
        for name in (*USES, *(name for name in OTHER_TERMS if name in ORDERS)):
            assert rank(name, joined.terms[name].value) >= rank(name, each.terms[name].value)


def test_thresholds_take_the_minimum_of_each_currency() -> None:
    revenue = [Condition("annual-revenue", limit, currency) for limit, currency in ((5, "USD"), (1, "USD"), (3, "EUR"))]
    assert {(each.limit, each.currency) for each in join_conditions(revenue)} == {(1, "USD"), (3, "EUR")}


def test_what_one_text_leaves_unsaid_is_no_yes_through_another() -> None:
    said = Terms("open-source", {"hosted_service": Term("allowed")})
    silent = Terms("open-source", {"hosted_service": Term("unstated")})
    assert join_terms([said, silent]).terms["hosted_service"].value == "unstated"
