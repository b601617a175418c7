"""The category of a license, from its terms alone: the one place where terms become a category (docs/license-files.md)."""

from collections.abc import Mapping

from licint.model import Category, Term

SILENT = Term(value="unstated")


def category_of(terms: Mapping[str, Term], research_only: bool = False) -> Category:
    """The category that `terms` amount to; `research_only` says that the purpose allowed is research, not everything but commerce."""
    commerce = terms.get("commercial_use", SILENT)
    sharing = terms.get("redistribution", SILENT).value
    changing = terms.get("derivatives", SILENT).value
    if commerce.value == "forbidden":
        return "research-only" if research_only else "non-commercial"
    if commerce.value == "conditional":
        return "conditional-commercial"
    granted = {sharing, changing} & {"allowed", "conditional"}
    if commerce.value in ("unstated", "unknown"):
        if sharing == "forbidden" or (not granted and changing == "forbidden"):
            return "proprietary"
        if not granted:
            return "unknown"
        return "open-restricted-use"
    if sharing == "forbidden" or (sharing != "allowed" and changing == "forbidden"):
        return "proprietary"
    if not granted:
        return "unknown"
    if terms.get("hosted_service", SILENT).value == "forbidden" or _asks_for_permission(terms.get("hosted_service", SILENT)):
        return "conditional-commercial"
    restricted = terms.get("acceptable_use", SILENT).value in ("inline", "external-policy") or bool(commerce.conditions)
    limited = changing != "allowed" or sharing != "allowed" or terms.get("territory", SILENT).value == "excludes"
    return "open-restricted-use" if restricted or limited else "open-source"


def _asks_for_permission(service: Term) -> bool:
    return service.value == "conditional" and any(each.kind in ("hosted-service-permission", "written-permission") for each in service.conditions)
