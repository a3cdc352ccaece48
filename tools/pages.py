"""MkDocs hooks for both languages: the list of pages, shared assets, contacts, words, the other language, and the policy.

Laws: no page holds a script or a style of its own, and its Content-Security-Policy allows none; a phone number comes
from docs/contacts only; the page in the other language has the same path.
"""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tools"))

import cards  # noqa: E402
import contacts  # noqa: E402
import navigation  # noqa: E402
from logbog import words  # noqa: E402

# Shared by the languages and by the app, so it lies outside both docs folders.
ASSETS = ROOT / "docs/assets"
LANGUAGES = ("da", "en")
# What the formats of exports are; published once, at schema/.
SCHEMAS = ROOT / "docs/schema"
# One script of the app serves the site too.
EXIT_SCRIPT = ROOT / "pwa/exit.js"

THEME_ASSETS = ("assets/images/", "assets/javascripts/", "assets/stylesheets/")
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# From how many parts on a page says what is on it, and after what.
LONG = 4
LEAD = re.compile(r'<p class="lead">.*?</p>', re.DOTALL)
# Where a text comes from is no answer to what somebody looks for.
SOURCES = ('<h2 id="kilder">', '<h2 id="kilder" data-search-exclude>')
BOX = re.compile(r'<input type="checkbox" disabled[^>]*>\s*')
TOKEN = re.compile(r"\{\{\s*(\w+)(?::(\w+))?\s*\}\}")

POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'"
)
# The reader shows the exhibits of a file that was opened on it. Its Python runs in a worker, which the header governs.
READER_POLICY = POLICY.replace("img-src 'self' data:;", "img-src 'self' data: blob:; media-src blob:; frame-src blob:;")
# The header holds for the app too, so it allows what either needs; the <meta> of each page narrows it.
# Only a header can forbid other sites to show ours in a frame.
HEADER_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; img-src 'self' blob: data:; "
    "media-src 'self' blob:; frame-src blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = """\
# Made by the build. Static hosts read this form; pwa/serve.py sends the same.
/*
  Content-Security-Policy: {policy}
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Permissions-Policy: {permissions}
  Cache-Control: no-cache
"""
# A picture is taken by the phone's own camera app, so the page itself needs neither camera nor microphone nor place.
PERMISSIONS = ("browsing-topics", "camera", "display-capture", "geolocation", "microphone", "payment", "usb")


def on_config(config: Any) -> Any:
    """The navigation holds the pages of the list that exist in this language."""
    config.nav = navigation.of(config.theme["language"], Path(config.docs_dir))
    return config


def on_files(files: Files, *, config: Any) -> Files:
    """Add the shared assets to this language's files, and leave out those of the theme: no page asks for them."""
    for file in [each for each in files if each.src_uri.startswith(THEME_ASSETS)]:
        files.remove(file)
    for uri, path in assets(config.theme["language"]).items():
        files.append(generated(config, f"assets/{uri}", path))
    if config.theme["language"] == "da":
        for path in sorted(SCHEMAS.glob("*.json")):
            files.append(generated(config, f"schema/{path.name}", path))
    if EXIT_SCRIPT.is_file():
        files.append(generated(config, "assets/exit.js", EXIT_SCRIPT))
    cards.add(files, config)
    return files


def assets(language: str) -> dict[str, Path]:
    """The shared assets; what lies in a folder named by this language takes the place of what lies beside that folder."""
    found, own = {}, {}
    for path in sorted(ASSETS.rglob("*")):
        uri = path.relative_to(ASSETS)
        if not path.is_file():
            continue
        if uri.parent.name in LANGUAGES:
            own[uri.parent.parent / uri.name] = (uri.parent.name, path)
        else:
            found[uri] = path
    found |= {uri: path for uri, (spoken, path) in own.items() if spoken == language}
    return {uri.as_posix(): path for uri, path in found.items()}


def generated(config: Any, uri: str, path: Path) -> File:
    return File.generated(config, uri, abs_src_path=str(path))


def on_page_markdown(markdown: str, *, page: Any, config: Any, files: Files) -> str:
    """Fill the tokens; a page that asks for anything unknown is not built."""
    language = config.theme["language"]
    tokens = cards.Tokens(config.theme.get_env(), page, language, words.load(language))
    if tokens.is_edition:
        page.meta["title"] += f", {tokens.place}"
        # A search would find each sentence of the card once more for every municipality.
        page.meta["search"] = {"exclude": True}

    def value(match: re.Match[str]) -> str:
        name, argument = match[1], match[2]
        match name:
            case "contacts":
                return f'<div class="contacts">\n{contacts.as_list(contacts.load(), [language])}\n</div>'
            case "phone":
                return contacts.link(contacts.find(argument))
            case "name":
                return str(contacts.find(argument)["name"][language])
            case "app":
                return f"{tokens.root}{'' if language == 'da' else '../'}app/"
            case "situation":
                return tokens.situation(argument)
            case "municipalities":
                return tokens.municipalities()
            case "card":
                return tokens.card(argument)
        raise ValueError(f"{page.file.src_uri}: {match[0]} means nothing")

    return TOKEN.sub(value, markdown)


def on_page_content(html: str, *, page: Any, config: Any, files: Files) -> str:
    """Lists what is on a long page after its first paragraph.

    A checklist is ticked on paper: a box that takes no tick on the screen would only look broken.
    """
    html = BOX.sub("", html).replace(*SOURCES)
    if page.meta.get("reader"):
        # Where a file is given to the page stands right after what the page is.
        door = config.theme.get_env().get_template("reader/door.html").render(words=words.load(config.theme["language"]).texts)
        return LEAD.sub(lambda lead: lead[0] + door, html, count=1)
    parts = page.toc.items[0].children if page.toc.items else []
    if len(parts) < LONG or page.is_homepage or page.meta.get("sheet"):
        return html
    template = config.theme.get_env().get_template("partials/parts.html")
    listed = template.render(parts=parts, words=words.load(config.theme["language"]).texts)
    return LEAD.sub(lambda lead: lead[0] + listed, html, count=1)


def on_page_context(context: dict[str, Any], *, page: Any, config: Any, nav: Any) -> dict[str, Any]:
    """The same page in the other language, seen from this one."""
    path = f"{config.extra['other']['path']}{page.url}"
    context["other_url"] = f"{context['base_url']}/{path}"
    # Only a host that has told its address (SITE_URL) gets whole addresses.
    context["other_address"] = urljoin(config.site_url, path) if config.site_url else ""
    return context


def on_template_context(context: dict[str, Any], *, template_name: str, config: Any) -> dict[str, Any]:
    """The page for what is missing can be shown at any address, so its links start at the root."""
    own = config.site_url or ("/" if config.theme["language"] == "da" else "/en/")
    context["other_url"] = urlsplit(urljoin(own, config.extra["other"]["path"])).path
    return context


def on_env(env: Any, *, config: Any, files: Files) -> Any:
    """Give the templates the words of this language and the numbers of the bar."""
    said = words.load(config.theme["language"])
    env.globals["words"] = said.texts
    # What lies outside the folder of a language: the app and the reader.
    env.globals["outside"] = "" if said.lang == "da" else "../"
    env.globals["date"] = said.date
    env.globals["in_head"] = navigation.in_head(said.lang)
    env.globals["danger"] = contacts.link(contacts.find("emergency"))
    env.globals["police"] = contacts.link(contacts.find("police"))
    return env


def on_post_page(output: str, *, page: Any, config: Any) -> str:
    return with_policy(output, READER_POLICY if page.meta.get("reader") else POLICY)


def on_post_template(output: str, *, template_name: str, config: Any) -> str:
    return with_policy(output) if template_name.endswith(".html") else output


def with_policy(output: str, policy: str = POLICY) -> str:
    """Put the policy first in the page, before anything that it governs."""
    policy = policy.format(hashes="".join(f" {each}" for each in hashes(output)))
    meta = f'<meta charset="utf-8">\n      <meta http-equiv="Content-Security-Policy" content="{policy}">'
    filled = output.replace('<meta charset="utf-8">', meta, 1)
    if filled == output:
        raise ValueError("the theme's page has no place for the policy")
    return filled


def hashes(output: str) -> list[str]:
    """The hash of each inline script, as a policy writes it."""
    digests = {hashlib.sha256(script.encode()).digest() for script in INLINE_SCRIPT.findall(output)}
    return sorted(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def on_post_build(*, config: Any) -> None:
    """Write the headers for all that is built so far; the last of the two builds sees every page."""
    site = Path(config.site_dir) if config.theme["language"] == "da" else Path(config.site_dir).parent
    found = sorted({each for path in site.rglob("*.html") for each in hashes(path.read_text("utf-8"))})
    policy = HEADER_POLICY.format(hashes="".join(f" {each}" for each in found))
    permissions = ", ".join(f"{name}=()" for name in PERMISSIONS)
    (site / "_headers").write_text(HEADERS.format(policy=policy, permissions=permissions), "utf-8")
