"""What a page is, for search engines: schema.org in JSON, inside the page. Pure: values in, values out.

`tests/pages/schema/required.json` lists what each kind must say.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

Node = dict[str, Any]
CONTEXT = "https://schema.org"
LONGEST_HEADLINE = 110
"""Search engines cut a longer one."""
# As Django's json_script: no word of a page can end the script element.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def written(nodes: Sequence[Node]) -> str:
    """JSON that is safe inside a script element."""
    graph = {"@context": CONTEXT, "@graph": list(nodes)}
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def said(node: Node) -> Node:
    """Only what is known: nothing is said rather than an empty word."""
    return {name: value for name, value in node.items() if value not in ("", None, [])}


def organisation(
    *, base_url: str, name: str, logo_url: str, phone: str, email: str, address: str, pages: Sequence[str]
) -> Node:
    return said(
        {
            "@type": "NGO",
            "@id": f"{base_url}/#organization",
            "name": name,
            "url": f"{base_url}/",
            "logo": logo_url,
            "telephone": phone,
            "email": email,
            "address": address,
            "sameAs": [page for page in pages if page],
        }
    )


def crumbs(steps: Sequence[tuple[str, str]]) -> Node:
    """From the home page to the page itself: name and absolute address of each."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(steps, start=1)
        ],
    }


def article(
    *,
    base_url: str,
    url: str,
    headline: str,
    description: str,
    image_url: str,
    language: str,
    section: str,
    author: str,
    published_at: datetime,
    changed_at: datetime,
    organisation_name: str,
) -> Node:
    """An author who is not named is the organisation."""
    publisher = {"@type": "NGO", "@id": f"{base_url}/#organization", "name": organisation_name}
    return said(
        {
            "@type": "NewsArticle",
            "mainEntityOfPage": url,
            "url": url,
            "headline": headline[:LONGEST_HEADLINE],
            "description": description,
            "image": [image_url],
            "inLanguage": language,
            "articleSection": section,
            "datePublished": published_at.isoformat(),
            "dateModified": max(published_at, changed_at).isoformat(),
            "author": {"@type": "Person", "name": author} if author else publisher,
            "publisher": publisher,
        }
    )
