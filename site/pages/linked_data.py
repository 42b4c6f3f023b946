"""What a page is, for search engines: schema.org in JSON, inside the page. Pure: values in, values out.

`tests/pages/schema/required.json` lists what each kind must say.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

WARSAW = ZoneInfo("Europe/Warsaw")
Node = dict[str, Any]
CONTEXT = "https://schema.org"
LONGEST_HEADLINE = 110
"""Search engines cut a longer one."""
DAYS_OF_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
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


def place(*, name: str, street: str = "") -> Node:
    """In Warsaw; a street that is not told is not told to machines either."""
    address = {
        "@type": "PostalAddress",
        "streetAddress": street,
        "addressLocality": "Warszawa",
        "addressCountry": "PL",
    }
    return {"@type": "Place", "name": name, "address": said(address)}


def event(
    *,
    base_url: str,
    url: str,
    name: str,
    description: str,
    image_url: str,
    languages: Sequence[str],
    starts_at: datetime,
    ends_at: datetime,
    was_set_for: datetime | None,
    is_cancelled: bool,
    place: Node,
    seats: int,
    organisation_name: str,
) -> Node:
    """One date. `seats` is how many there are in all; 0 says nothing of them."""
    moved = "EventRescheduled" if was_set_for else "EventScheduled"
    return said(
        {
            "@type": "Event",
            "name": name,
            "url": url,
            "description": description,
            "image": [image_url],
            "inLanguage": list(languages),
            "startDate": _local(starts_at),
            "endDate": _local(ends_at),
            "previousStartDate": _local(was_set_for) if was_set_for else "",
            "eventStatus": f"{CONTEXT}/{'EventCancelled' if is_cancelled else moved}",
            "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
            "location": place,
            "maximumAttendeeCapacity": seats or None,
            "organizer": {
                "@type": "NGO",
                "@id": f"{base_url}/#organization",
                "name": organisation_name,
            },
        }
    )


def course(
    *,
    base_url: str,
    url: str,
    name: str,
    description: str,
    image_url: str,
    language: str,
    ages: tuple[int, int],
    organisation_name: str,
    groups: Sequence[Node],
) -> Node:
    """Lessons that cost nothing, for children of these ages."""
    return said(
        {
            "@type": "Course",
            "name": name,
            "url": url,
            "description": description,
            "image": [image_url],
            "inLanguage": language,
            "isAccessibleForFree": True,
            "typicalAgeRange": f"{ages[0]}-{ages[1]}",
            "provider": {"@type": "NGO", "@id": f"{base_url}/#organization", "name": organisation_name},
            "offers": {"@type": "Offer", "category": "Free", "price": "0", "priceCurrency": "PLN"},
            "hasCourseInstance": list(groups),
        }
    )


def course_group(
    *, name: str, ages: tuple[int, int], first: date, last: date, place: Node, hours: Sequence[Node]
) -> Node:
    """Who learns together, from the first day to the last."""
    return said(
        {
            "@type": "CourseInstance",
            "name": name,
            "courseMode": "Onsite",
            "startDate": first.isoformat(),
            "endDate": last.isoformat(),
            "typicalAgeRange": f"{ages[0]}-{ages[1]}",
            "location": place,
            "courseSchedule": list(hours),
        }
    )


def donation(
    *,
    base_url: str,
    url: str,
    name: str,
    description: str,
    image_url: str,
    target: str,
    starts_at: datetime,
    ends_at: datetime | None,
    is_over: bool,
    organisation_name: str,
) -> Node:
    """Giving for something, to us. `target` is the form, as long as one can give."""
    ended = "CompletedActionStatus" if is_over else "PotentialActionStatus"
    status = "ActiveActionStatus" if target else ended
    return said(
        {
            "@type": "DonateAction",
            "name": name,
            "url": url,
            "description": description,
            "image": [image_url],
            "actionStatus": f"{CONTEXT}/{status}",
            "startTime": _local(starts_at),
            "endTime": _local(ends_at) if ends_at else "",
            "target": target,
            "recipient": {
                "@type": "NGO",
                "@id": f"{base_url}/#organization",
                "name": organisation_name,
            },
        }
    )


def weekly(*, weekdays: Sequence[int], start: time, end: time, first: date, last: date) -> Node:
    """Hours as on the wall in Warsaw; `weekdays` as Python counts them."""
    return {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": [f"{CONTEXT}/{DAYS_OF_WEEK[day]}" for day in weekdays],
        "startTime": f"{start:%H:%M}",
        "endTime": f"{end:%H:%M}",
        "startDate": first.isoformat(),
        "endDate": last.isoformat(),
        "scheduleTimezone": WARSAW.key,
    }


def _local(at: datetime) -> str:
    return at.astimezone(WARSAW).isoformat()
