"""A small picture of each kind, so that a list can be read at a glance; the word always stands beside it."""

from ..markup import h

STROKES = {
    "calls_messages": "M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A15 15 0 0 1 3 6a2 2 0 0 1 2-2",
    "through_others": "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2 20c0-4 3-6 6-6s6 2 6 6M16 11a3 3 0 1 0-1-5.8M17 14c3 .3 5 2.3 5 6",
    "vandalism_threats": "M12 3 2 20h20L12 3M12 10v4M12 17v.5",
    "digital": "M3 5h18v11H3zM8 20h8M12 16v4",
    "gifts": "M4 10h16v10H4zM3 7h18v3H3zM12 7v13M12 7C9 7 7 5.5 8 4s4 0 4 3c0-3 3-4.5 4-3s-1 3-4 3",
    "surveillance": "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6",
    "turning_up": "M12 21s7-6.5 7-12a7 7 0 0 0-14 0c0 5.5 7 12 7 12M12 11.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5",
    "violence": "M8 13V6.500a1.5 1.5 0 0 1 3 0V11M11 10V5a1.5 1.5 0 0 1 3 0v6M14 11V6.500a1.5 1.5 0 0 1 3 0V15a6 6 0 0 1-6 6c-3 0-4.5-1.5-7-6l-1-2a1.5 1.5 0 0 1 2.5-1.500L8 14",
    "other": "M5 12h.5M12 12h.5M19 12h.5",
}


def of_kind(kind: str) -> str:
    """The picture of a main kind; hidden from screen readers, since the word says it."""
    return (
        f'<svg class="kind-picture kind-{kind}" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">'
        f'<path d="{STROKES[kind]}" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )


EXHIBITS = {
    "image": "M4 5h16v14H4zM4 16l5-5 4 4 2-2 5 5M15.500 9.500h.01",
    "audio": "M9 18V6l10-2v12M9 18a3 3 0 1 1-6 0 3 3 0 0 1 6 0M19 16a3 3 0 1 1-6 0 3 3 0 0 1 6 0",
    "video": "M4 6h11v12H4zM15 10.500l5-3v9l-5-3",
    "file": "M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5",
}


def of_exhibit(exhibit: str, media: str) -> str:
    """The place of an exhibit's thumbnail; what sort of file it is shows until there is one, or when there is none."""
    sort = media.partition("/")[0]
    drawn = EXHIBITS.get(sort, EXHIBITS["file"])
    return (
        '<span class="exhibit-picture"><svg viewBox="0 0 24 24" width="32" height="32" aria-hidden="true" focusable="false">'
        f'<path d="{drawn}" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/></svg>'
        f'<img data-thumb="{h(exhibit)}" alt="" width="96" height="96"></span>'
    )


STAR = (
    '<svg class="star" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">'
    '<path d="m12 3 2.7 5.8 6.3.8-4.6 4.3 1.2 6.300L12 17.100l-5.6 3.1 1.2-6.300L3 9.600l6.3-.800z" fill="currentColor"/></svg>'
)
