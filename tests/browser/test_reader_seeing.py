"""What a caseworker sees in the reader: the time line answers at once, each file is shown as what it is or not at all."""

from __future__ import annotations

import base64
import dataclasses
import datetime
import functools
import hashlib
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from logbog import casefile, disclose, history, ledger, logfile
from logbog.casefile import Made
from logbog.incident import Answer, Exhibit, Incident
from logbog.record import Record
from logbog.when import Certainty, When

from . import belongings
from .caseworker import Caseworker
from .caseworker import demo as invented
from .conftest import Guard
from .reading import WORKING, Reader

Axe = Callable[[Page], list[str]]
NOON = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
HTML = b"<!doctype html><title>x</title><script>parent.document.title='open'</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=1"><rect width="9" height="9"/></svg>'
PDF_VIEWER = r"asked another origin: (chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai|chrome://resources)/"
MANY, ANSWERS_WITHIN = 10_000, 200


def zipped(records: tuple[Record, ...], contents: Mapping[str, bytes]) -> bytes:
    """The case file of a whole log, with the bytes of its exhibits by the digests that are noted of them."""
    ids = [h.id for h in history.fold(records)]
    lines = disclose.lines(records, ids, earlier=True)
    exhibits = disclose.numbered(history.fold(line.record for line in lines))
    log = logfile.of(lines, casefile.places(exhibits), NOON, "da")
    return casefile.pack(casefile.plan([Made(casefile.LOG, logfile.encode(log))], exhibits), contents)


def case(content: bytes, name: str = "sagspakke.zip") -> dict[str, Any]:
    """A file that a person could choose."""
    return {"name": name, "mimeType": "application/zip", "buffer": content}


def written(*incidents: Incident, corrections: Mapping[int, Incident] | None = None) -> tuple[Record, ...]:
    records: tuple[Record, ...] = ()
    steps = [(n, i, ledger.add) for n, i in enumerate(incidents, 1)]
    steps += [(n, i, ledger.correct) for n, i in (corrections or {}).items()]
    for at, (n, incident, step) in enumerate(steps):
        salts = tuple(hashlib.md5(f"{kind}{at}".encode()).digest() for kind in "sp")
        records = (*records, step(records, f"{n:032x}", incident, NOON + datetime.timedelta(minutes=at), salts))
    return records


def on(day: str, **said: Any) -> Incident:
    return Incident(when=When(date=datetime.date.fromisoformat(day)), **said)


# Exhibits of every sort.


def picture() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((900, 600), 60).convert("RGB").save(out, "PNG")
    return out.getvalue()


def letter() -> bytes:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=14)
    pdf.cell(text="Et brev")
    return bytes(pdf.output())


@pytest.fixture(scope="module")
def film(browser: Browser) -> bytes:
    """A film that the browser makes itself."""
    page = browser.new_page()
    recorded = page.evaluate(
        """async () => {
          const canvas = document.createElement('canvas');
          [canvas.width, canvas.height] = [160, 90];
          const pen = canvas.getContext('2d');
          const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: 'video/webm' });
          const parts = [];
          recorder.ondataavailable = (event) => parts.push(event.data);
          const stopped = new Promise((resolve) => { recorder.onstop = resolve; });
          recorder.start();
          for (let n = 0; n < 20; n += 1) {
            pen.fillRect(n, 0, 20, 90);
            await new Promise(requestAnimationFrame);
          }
          recorder.stop();
          await stopped;
          const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
          return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
        }"""
    )
    page.close()
    return base64.b64decode(recorded)


@pytest.fixture(scope="module")
def files(film: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A case file with an exhibit of each sort: what it is said to be, and what it is."""
    sound = belongings.sound(tmp_path_factory.mktemp("lyd") / "besked.wav").read_bytes()
    given = [
        ("image/png", picture()),
        ("audio/wav", sound),
        ("video/webm", film),
        ("application/pdf", letter()),
        ("text/plain", "Kære du\nJeg skriver <b>igen</b> & igen.".encode()),
        ("text/html", HTML),
        ("image/jpeg", HTML + b" "),
        ("image/svg+xml", SVG),
        ("image/jpeg", letter() + b"\n"),
        ("application/octet-stream", b"MZ\x90\0\3" + bytes(range(256))),
        ("image/png", picture()),
    ]
    incidents, contents = [], {}
    for n, (kind, content) in enumerate(given, 1):
        digest = hashlib.sha256(content).hexdigest()
        exhibit = Exhibit(id=f"{n:032x}", sha256=digest, size=len(content), type=kind, name=f"fil-{n}", caption=f"Bilag {kind}")
        incidents.append(on(f"2026-11-{20 - n:02}", kinds=("digital",), exhibits=(exhibit,)))
        contents[digest] = content
    # The last is another picture of the same size than the one that was noted.
    contents[digest] = bytes([*content[:-40], *reversed(content[-40:])])
    return zipped(written(*incidents), contents)


@pytest.fixture
def reader(browser: Browser, site: str) -> Iterator[Reader]:
    """The reader on a caseworker's screen, ready. The browser's own viewer of PDFs is a page of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="da-DK", timezone_id="Europe/Copenhagen")
    guard = Guard(context, site)
    guard.forgive(PDF_VIEWER)
    yield Reader(context.new_page(), site).start()
    context.close()
    guard.check()


def look_at(page: Page, n: int) -> None:
    """Opens exhibit ``n`` large."""
    page.locator(f"#r-seen [data-do='view'][data-id='{n:032x}']").click()
    expect(page.locator("#r-viewer-title")).to_have_text(re.compile(rf"^Bilag {n}: "))


def shut(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.locator("#r-viewer")).to_be_hidden()


def test_each_sort_of_exhibit_is_shown_in_the_page_as_what_its_bytes_are(reader: Reader, files: bytes) -> None:
    page = reader.opened(case(files)).page
    place, warning = page.locator("#r-viewer-place"), page.locator("#r-viewer-warning")

    look_at(page, 1)
    expect(place.locator("img")).to_have_js_property("naturalWidth", 900)
    expect(warning).to_have_count(0)
    shut(page)
    look_at(page, 2)
    expect(place.locator("audio")).to_have_js_property("duration", 1)
    shut(page)
    look_at(page, 3)
    expect(place.locator("video")).to_have_js_property("videoWidth", 160)
    shut(page)
    look_at(page, 4)
    if page.evaluate("navigator.pdfViewerEnabled"):
        expect(place.locator("iframe")).to_have_attribute("title", re.compile("Bilag 4"))
    else:
        expect(page.locator("#r-viewer-state")).to_contain_text("kan ikke vise PDF her")
    shut(page)
    look_at(page, 5)
    expect(place.locator("pre")).to_have_text("Kære du\nJeg skriver <b>igen</b> & igen.")
    expect(place.locator("b")).to_have_count(0)


@pytest.mark.parametrize("n", [6, 7, 8])
def test_what_could_run_in_a_page_is_never_shown_but_offered_with_a_warning(reader: Reader, files: bytes, n: int) -> None:
    page = reader.opened(case(files)).page
    look_at(page, n)

    expect(page.locator("#r-viewer-warning")).to_contain_text("noget, der kan køre i en browser")
    expect(page.locator("#r-viewer-warning")).to_contain_text("passer ikke" if n == 7 else "bliver ikke vist")
    assert (n == 7) is ("passer ikke" in page.locator("#r-viewer-warning").inner_text())
    expect(page.locator("#r-viewer-place > *")).to_have_count(0)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Gem alligevel").click()
    assert f"bilag-{n}.txt" == saving.value.suggested_filename
    assert Path(saving.value.path()).read_bytes().startswith((HTML, SVG))
    assert "open" not in page.title()


def test_an_exhibit_that_is_not_what_was_noted_is_said_so_beside_it(reader: Reader, files: bytes) -> None:
    page = reader.opened(case(files)).sees("altered").page
    warning = page.locator("#r-viewer-warning")

    for n, said in (
        (7, "Loggen siger et billede"),
        (9, "men filen er en PDF"),
        (11, "Den er ændret, efter at den blev lagt ind"),
    ):
        look_at(page, n)
        expect(warning).to_contain_text("Filen passer ikke til det, der blev noteret.")
        expect(warning).to_contain_text(said)
        shut(page)
    look_at(page, 10)
    expect(warning).to_contain_text("Denne slags fil kan ikke vises her.")
    expect(page.locator("#r-viewer-place > *")).to_have_count(0)


def test_a_file_that_is_saved_is_exactly_the_one_that_was_noted(reader: Reader, files: bytes) -> None:
    page = reader.opened(case(files)).page
    look_at(page, 1)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Gem filen").click()

    with zipfile.ZipFile(io.BytesIO(files)) as opened:
        assert opened.read("bilag/001-billede.png") == Path(saving.value.path()).read_bytes()
    assert "bilag-1.png" == saving.value.suggested_filename


def test_exhibits_that_somebody_packed_are_shown_all_the_same(reader: Reader, files: bytes) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(files)) as opened, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name in opened.namelist():
            out.writestr(name, opened.read(name))
    page = reader.opened(case(packed.getvalue())).page

    expect(page.locator("#row-1 img")).to_have_attribute("src", re.compile("^blob:"))
    look_at(page, 1)
    expect(page.locator("#r-viewer-place img")).to_have_js_property("naturalWidth", 900)


def test_the_log_alone_says_that_its_exhibits_are_not_here(reader: Reader, files: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(files)) as opened:
        log = opened.read("log.json")
    page = reader.give({"name": "log.json", "mimeType": "application/json", "buffer": log}).page
    look_at(page, 1)

    expect(page.locator("#r-viewer-warning")).to_contain_text("Du har kun åbnet log.json")
    expect(page.locator("[data-save='exhibit']")).to_have_count(0)


def test_one_goes_from_exhibit_to_exhibit_with_the_same_key_and_comes_back_to_where_one_was(reader: Reader, files: bytes) -> None:
    page = reader.opened(case(files)).page
    look_at(page, 1)
    page.locator("#r-viewer-after").focus()

    for n in (2, 3, 4):
        page.keyboard.press("Enter")
        expect(page.locator("#r-viewer-title")).to_contain_text(f"Bilag {n}:")
        expect(page.locator("#r-viewer-after")).to_be_focused()
    shut(page)
    expect(page.locator("#r-seen [data-do='view']").first).to_be_focused()


# The time line.


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The log of the person exposed, and a neighbour's."""
    folder = tmp_path_factory.mktemp("logs")
    return invented(folder / "egen.zip", 150, "noter"), invented(folder / "nabo.zip", 11, "nabo")


def figures(page: Page) -> list[int]:
    return [int(n.replace(".", "")) for n in re.findall(r"[\d.]+", page.locator("#r-found").inner_text())]


def test_the_time_line_is_narrowed_by_chips_words_and_days_and_widened_again(
    wide: Page, site: str, logs: tuple[Path, Path]
) -> None:
    page = Caseworker(wide, site).opens(*logs).page
    everything = figures(page)[0]
    chip = page.locator(".r-chip", has_text="Møder op")
    of_kind = int(chip.locator("b").inner_text())

    chip.click()
    expect(page.locator("#r-found")).to_have_text(f"{of_kind} af {everything} hændelser")
    expect(page.locator("#r-body tr")).to_have_count(of_kind)
    expect(page.locator("#r-all")).to_have_attribute("aria-pressed", "false")
    page.locator("#text").press_sequentially("bil")
    expect(page.locator("#r-found")).not_to_have_text(f"{of_kind} af {everything} hændelser")
    assert 0 < figures(page)[0] < of_kind
    page.locator("#r-all").click()
    expect(page.locator("#r-found")).to_have_text(f"{everything} hændelser")
    expect(page.locator("#r-all")).to_be_focused()
    expect(page.locator("#text")).to_have_value("")
    page.locator("#since").fill("2026-11-01")
    expect(page.locator("#r-found")).to_contain_text(f"af {everything}")
    page.locator("#text").fill("findes slet ikke")
    expect(page.locator("#r-seen")).to_contain_text("Der er ikke noget, der passer")
    page.get_by_role("button", name="Vis alt igen").click()
    expect(page.locator("#r-found")).to_have_text(f"{everything} hændelser")


def test_the_chip_of_a_log_shows_only_what_its_writer_tells(wide: Page, site: str, logs: tuple[Path, Path]) -> None:
    page = Caseworker(wide, site).opens(*logs).page
    page.locator(".r-chip", has_text="Log B").click()

    expect(page.locator("#r-body .r-from").first).to_have_text("Log B")
    assert {"Log B"} == set(page.locator("#r-body .r-from").all_inner_texts())


def test_an_incident_opens_tells_all_and_leads_back_to_its_row(wide: Page, site: str, logs: tuple[Path, Path]) -> None:
    page = Caseworker(wide, site).opens(*logs).page
    row = page.locator("#r-body .r-row:not(:has(.star))").nth(7)
    label = row.locator(".r-open").get_attribute("data-id")
    called = row.locator(".r-open").inner_text()

    row.locator(".r-open").click()
    expect(page.locator("#screen-title")).to_have_text(called)
    expect(page.locator("#screen-title")).to_be_focused()
    expect(page.locator(".r-lead")).to_contain_text(f"Hændelse {label}")
    page.locator("#r-older").click()
    page.locator("#r-newer").click()
    expect(page.locator(".r-lead")).to_contain_text(f"Hændelse {label}")
    page.get_by_role("button", name="Tilbage", exact=True).click()
    expect(page.locator(f"#open-{label}")).to_be_focused()


def test_a_correction_stands_side_by_side_on_a_screen_and_one_above_the_other_on_a_phone(
    wide: Page, page: Page, site: str
) -> None:
    before = on("2026-11-19", what="Stod ved parkeringen.", kinds=("turning_up",))
    content = zipped(written(before, corrections={1: dataclasses.replace(before, what="Stod ved stationen.", place="By")}), {})

    for each, beside in ((wide, True), (page, False)):
        Reader(each, site).start().opened(case(content))
        expect(each.locator("#row-1")).to_contain_text("Rettet 21. nov. 2026: hvad skete der og sted")
        each.locator("#open-1").click()
        expect(each.locator(".r-sides")).to_contain_text("Hvad skete der ændret")
        expect(each.locator(".r-sides")).to_contain_text("Sted tilføjet")
        expect(each.locator(".r-sides del").first).to_have_text("parkeringen")
        expect(each.locator(".r-sides ins").first).to_have_text("stationen")
        boxes = [each.locator(f".r-sides {tag}").first.bounding_box() for tag in ("del", "ins")]
        assert boxes[0]
        assert boxes[1]
        assert beside is (boxes[0]["x"] + boxes[0]["width"] < boxes[1]["x"])
        assert beside is not (boxes[0]["y"] + boxes[0]["height"] < boxes[1]["y"])


def test_the_patterns_and_the_exhibits_follow_what_was_chosen(wide: Page, site: str, logs: tuple[Path, Path]) -> None:
    worker = Caseworker(wide, site).opens(*logs)
    page = worker.page
    worker.goes("patterns")
    expect(page.locator(".r-patterns figcaption")).to_have_count(3)
    whole = page.locator(".r-patterns .lead").inner_text()
    page.locator(".r-chip", has_text="Gaver").click()
    expect(page.locator(".r-patterns .lead")).not_to_have_text(whole)
    expect(page.locator(".r-patterns")).to_contain_text("kun det, du har valgt")
    gifts = int(page.locator(".r-chip", has_text="Gaver").locator("b").inner_text())
    expect(page.locator(".r-patterns .lead")).to_contain_text(f"{gifts} hændelser")
    # Of the two drawings of each picture the page shows the one that fits it.
    assert 3 == sum(svg.is_visible() for svg in page.locator(".r-patterns svg.chart").all())

    worker.goes("exhibits")
    shown = figures(page)[0]
    assert 0 < shown == page.locator("#r-gallery > li").count()
    worker.goes("timeline")
    expect(page.locator("#r-body tr")).to_have_count(gifts)


def test_the_eight_steps_and_what_is_worth_a_look_lead_to_the_incidents(wide: Page, site: str, logs: tuple[Path, Path]) -> None:
    worker = Caseworker(wide, site).opens(*logs)
    page = worker.page
    expect(page.locator("#r-side-questions h2")).to_have_text("Hvad mangler i loggen?")
    page.locator("#r-side-questions summary").click()
    expect(page.locator("#r-side-questions .r-link").first).to_be_visible()
    page.locator("#r-side-questions").get_by_role("button", name=re.compile("Se alle")).click()
    expect(page.locator(".r-step")).to_have_count(8)
    link = page.locator(".r-steps .r-link").first
    label = str(link.get_attribute("data-id"))
    link.click()
    expect(page.locator(".r-lead")).to_contain_text(f"Hændelse {label}")
    page.get_by_role("button", name="Tilbage", exact=True).click()
    expect(page.locator("#screen-title")).to_have_text("De otte trin")
    for guide in page.locator(".r-step a").all():
        assert wide.request.get(str(guide.evaluate("link => link.href"))).ok
    worker.goes("compare")
    expect(page.locator("#screen-title")).to_have_text("Værd at se efter")


def test_the_small_pictures_come_when_they_are_looked_at(wide: Page, site: str, logs: tuple[Path, Path]) -> None:
    worker = Caseworker(wide, site).opens(*logs).goes("exhibits")
    pictures = worker.page.locator("#r-gallery img[data-picture]")

    expect(pictures.first).to_have_js_property("complete", True)
    expect(worker.page.locator("#r-gallery img[src]").first).to_be_attached()
    last = worker.page.locator("#r-gallery li").last
    assert pictures.count() > worker.page.locator("#r-gallery img[src]").count()
    last.scroll_into_view_if_needed()
    expect(worker.page.locator("#r-gallery li:nth-last-child(-n + 6) img[src]").first).to_be_attached()


# Ten thousand incidents.


@functools.cache
def ten_thousand() -> bytes:
    """A log so long that no page could draw it at once."""
    chance = random.Random(1)
    words = [
        "bilen",
        "holdt",
        "ved",
        "stationen",
        "igen",
        "og",
        "han",
        "ringede",
        "på",
        "døren",
        "sent",
        "om",
        "aftenen",
        "mens",
        "børnene",
        "sov",
    ]
    kinds = ("calls_messages", "turning_up", "gifts", "surveillance")
    first = datetime.date(2020, 1, 1)
    records: list[Record] = []
    for n in range(MANY):
        incident = Incident(
            when=When(date=first + datetime.timedelta(days=n // 4), time=datetime.time(n % 24), time_is=Certainty.EXACT),
            kinds=(kinds[n % 4],),
            what=" ".join(chance.choices(words, k=25)) + (" nålen i høstakken" if n == 4321 else ""),
            starred=n % 2000 == 0,
            children=Answer.YES if n % 9 == 0 else None,
        )
        salts = (n.to_bytes(16, "big"), (n + MANY).to_bytes(16, "big"))
        records.append(ledger.add(tuple(records[-1:]), f"{n:032x}", incident, NOON, salts))
    return zipped(tuple(records), {})


TOOK = """() => {
  const found = document.querySelector('#r-found');
  window.took = [];
  new MutationObserver(() => took.push(performance.now() - window.asked)).observe(found, { childList: true });
  document.addEventListener('input', () => { window.asked = performance.now(); }, true);
}"""


def test_ten_thousand_incidents_are_drawn_a_page_at_a_time_and_answer_at_once(wide: Page, site: str) -> None:
    page = Reader(wide, site).start().give(case(ten_thousand())).page
    expect(page.locator("#r-body tr")).to_have_count(100, timeout=WORKING)
    page.locator("[data-do='see-more']").click()
    expect(page.locator("#r-body tr")).to_have_count(200)
    expect(page.locator("#r-body tr").nth(100).locator(".r-open")).to_be_focused()
    expect(page.locator("#r-side-questions h2")).to_be_visible(timeout=WORKING)
    page.evaluate(TOOK)

    page.locator("#text").press_sequentially("nålen i høstakken", delay=30)
    expect(page.locator("#r-found")).to_have_text("1 af 10.000 hændelser")
    expect(page.locator("#r-body tr")).to_have_count(1)
    page.locator("#text").fill("")
    page.locator(".r-chip", has_text="Gaver").click()
    expect(page.locator("#r-found")).to_have_text("2.500 af 10.000 hændelser")
    took = sorted(page.evaluate("took"))
    assert took[len(took) // 2] < ANSWERS_WITHIN * slowness(page), took


def slowness(page: Page) -> float:
    """How much slower this machine is now than the one the bound was set on, where the sum takes 10 ms."""
    spent = [
        page.evaluate(
            "() => { const at = performance.now(); let n = 0; for (let i = 0; i < 2e7; i += 1) n += i % 7; return performance.now() - at; }"
        )
        for _ in range(3)
    ]
    return max(1.0, sorted(spent)[1] / 25)


# For everyone.


def test_everything_is_reached_with_the_keyboard(wide: Page, site: str, logs: tuple[Path, Path]) -> None:
    page = Caseworker(wide, site).opens(*logs).page
    page.locator("#until").focus()
    everything = figures(page)[0]
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.value || document.activeElement.id"))
    assert ["r-all", "calls_messages"] == [s for s in seen if s in ("r-all", "calls_messages")]
    page.locator("[name='kinds'][value='gifts']").focus()
    page.keyboard.press("Space")
    expect(page.locator("#r-found")).to_contain_text(f"af {everything}")
    expect(page.locator("[name='kinds'][value='gifts']")).to_be_focused()
    page.locator("#r-body .r-open").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#screen-title")).to_be_focused()


def test_the_filter_is_folded_on_a_phone_and_the_rows_stand_under_each_other(
    page: Page, site: str, logs: tuple[Path, Path]
) -> None:
    Caseworker(page, site).opens(*logs)
    chip = page.locator(".r-chip", has_text="Gaver")
    expect(chip).to_be_hidden()
    page.locator(".r-narrowing summary").click()
    chip.click()
    expect(page.locator("#r-found")).to_contain_text("af ")
    first = page.locator("#r-body .r-row").first
    expect(first).to_be_visible()
    when, what = (first.locator(f".r-{name}").bounding_box() for name in ("when", "what"))
    assert when
    assert what
    assert when["y"] + when["height"] <= what["y"] + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_on_any_of_its_screens(
    browser: Browser, site: str, axe: Axe, logs: tuple[Path, Path], files: bytes, width: int, colours: Any
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=colours, locale="da-DK", reduced_motion="reduce"
    )
    page = context.new_page()
    worker = Caseworker(page, site).opens(*logs)
    expect(page.locator("#r-side-questions h2")).to_be_visible(timeout=WORKING)
    wrong = {"timeline": axe(page)}
    for place in ("patterns", "exhibits", "questions", "compare"):
        worker.goes(place)
        wrong[place] = axe(page)
    worker.goes("timeline")
    page.locator(".r-row:has(.r-thumb):has(.r-written) .r-open").first.click()
    expect(page.locator("#screen-title")).to_be_focused()
    wrong["incident"] = axe(page)
    page.locator("#r-view .r-thumb").first.click()
    expect(page.locator("#r-viewer")).to_be_visible()
    wrong["viewer"] = [] if page.locator("#r-viewer-place iframe").count() else axe(page)
    context.close()

    assert {} == {name: found for name, found in wrong.items() if found}
