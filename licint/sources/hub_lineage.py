"""What the Hub says of the models that a release descends from: each asked for once in a run, however many releases descend from it."""

from collections.abc import Callable, Iterable
from typing import Any

from licint.sources.hub_answers import Refusal, RepoInfo, decode_json, read_info
from licint.sources.hub_client import HubClient
from licint.sources.workers import Once, Workers

MAX_DEPTH = 8
MAX_ANCESTORS = 40
FIELDS = ("cardData", "disabled", "gated", "sha", "tags")


class Ancestors:
    """Descriptions of base models. Of those that `knows` accepts nothing is asked: licint's own knowledge says more."""

    def __init__(self, client: HubClient, workers: Workers, knows: Callable[[str], bool] = lambda id: False) -> None:
        self._client = client
        self._workers = workers
        self._knows = knows
        self._infos: Once[str, RepoInfo | Refusal] = Once()

    def of(self, bases: Iterable[str], child: str) -> dict[str, dict[str, Any]]:
        """Every ancestor that the Hub describes, by the id under which it was named.

        Each with `id` (as the Hub spells it), `license`, `base_models`, `relations`, `access`, `revision`.
        Of one that could not be read: `problem`. Never raises Refusal.
        """
        found: dict[str, dict[str, Any]] = {}
        seen = {child.lower()}
        level = list(bases)
        for _ in range(MAX_DEPTH):
            asked = [base for base in dict.fromkeys(level) if base.lower() not in seen and not self._knows(base)][: MAX_ANCESTORS - len(found)]
            seen.update(base.lower() for base in asked)
            level = []
            for base, info in zip(asked, self._ask(asked), strict=True):
                found[base] = _record(info)
                level += found[base].get("base_models", ())
            if not level:
                break
        return found

    def _ask(self, bases: list[str]) -> list[RepoInfo | Refusal]:
        """One on this thread, the others beside it."""
        others = [self._workers.submit(self._info, base) for base in bases[1:]]
        return [*(self._info(base) for base in bases[:1]), *(each.result() for each in others)]

    def _info(self, base: str) -> RepoInfo | Refusal:
        return self._infos.get(base.lower(), lambda: self._fetch(base))

    def _fetch(self, base: str) -> RepoInfo | Refusal:
        url = self._client.url("api", "models", base)
        query = "?" + "&".join(f"expand={each}" for each in FIELDS)
        try:
            return read_info(decode_json(self._client.get(url + query, base).body), base)
        except Refusal as refusal:
            return refusal


def _record(info: RepoInfo | Refusal) -> dict[str, Any]:
    if isinstance(info, Refusal):
        return {"problem": info.message}
    return {
        "id": info.id,
        "license": info.license,
        "base_models": list(info.bases),
        "relations": dict(info.bases),
        "access": info.access,
        "revision": info.sha,
    }
