"""Where the portal puts its pages at first: units, guides, articles and attachments."""

from __future__ import annotations

from sandbox.model import PORTAL, Article, Item, PublishedList, Unit


def portal_items(unit: Unit) -> list[Item]:
    """The unit's items that have a guide on the portal."""
    return [item for item in unit.items if PORTAL in item.channels]


def unit_path(unit: Unit) -> str:
    """The unit's own part of the site."""
    return f"/{'bmzd' if unit.kind == 'department' else 'xzzd'}/{unit.slug}/"


def guide_path(unit: Unit, item: Item) -> str:
    """The first address of a guide."""
    return f"{unit_path(unit)}bszn/{item.published.isoformat()}/{item.number}.html"


def article_path(article: Article, unit: Unit | None = None) -> str:
    """The first address of an article or list; a unit's own stand on its part of the site."""
    folder = f"{unit_path(unit)}gsgg/" if unit else f"/{article.column}/"
    return f"{folder}{article.published.isoformat()}/{article.number}.html"


def form_path(item: Item, place: int) -> str:
    """The address of a file that a guide offers; guides name it as clerks do, the server by numbers."""
    suffix = item.forms[place].partition("|")[0].rpartition(".")[2]
    return f"/files/forms/{item.number}-{place + 1}.{suffix}"


def file_path(published: PublishedList, suffix: str) -> str:
    """The address of a list's attachment."""
    return f"/files/{published.published.year}/{published.number}.{suffix}"
