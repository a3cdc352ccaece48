"""Exhibits: kept as they came, shown without ever running, and handed on with or without what the camera wrote."""

import base64
import hashlib
import io
import json
import random
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from logbog.demo_samples import TAKEN_OUTDOORS, sample

from .bare import BYTES, PASSPHRASE, Bare, Refused, ask, change, counts, limit, on_disk, raw, refusal

ADD = """async (input) => {
  const { add } = await import(new URL('./exhibits.js', document.baseURI));
  globalThis.progress = [];
  try {
    return { facts: await add(input.files[0], (fraction) => { progress.push(fraction); return globalThis.stopAt !== fraction; }) };
  } catch (error) {
    return { refused: error.name };
  }
}"""
FETCH = f"""async ([id, how]) => {{
  {BYTES}
  const exhibits = await import(new URL('./exhibits.js', document.baseURI));
  try {{
    if (how === 'scaled') return {{ bytes: await base64(new Blob([await exhibits.scaled(id, 100, 0.8)])) }};
    const found = await exhibits.file(id, {{ stripped: how === 'stripped' }});
    return {{ bytes: await base64(found.blob), crc32: found.crc32, sha256: found.sha256, size: found.size, type: found.blob.type }};
  }} catch (error) {{
    return {{ refused: error.name }};
  }}
}}"""
MIB = 1024 * 1024
TAKEN = "2026:11:02 16:45:10"
ORIENTATION, MADE, EXIF_IFD, GPS_IFD, TAKEN_TAG = 0x0112, 0x010F, 0x8769, 0x8825, 0x9003


@pytest.fixture
def bare(context: BrowserContext, guard: object, app: str) -> Bare:
    return Bare(context, app)


@pytest.fixture
def tab(bare: Bare) -> Page:
    """A tab with a vault of its own, open."""
    page = bare.open()
    ask(page, "vault.create", PASSPHRASE)
    return page


def add(page: Page, content: bytes | Path, name: str = "fil", mime: str = "") -> dict[str, Any]:
    """Chooses a file and adds it; gives its facts."""
    given: Any = content if isinstance(content, Path) else FilePayload(name=name, mimeType=mime, buffer=content)
    page.set_input_files("input", given)
    answer = page.locator("input").evaluate(ADD)
    if "refused" in answer:
        raise Refused(answer["refused"], None)
    return dict(json.loads(answer["facts"]))


def refused(page: Page, content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        add(page, content)
    return caught.value.code


def fetch(page: Page, exhibit: str, how: str = "as it came") -> dict[str, Any]:
    """The exhibit's bytes as they would leave, with what is said of them."""
    answer = page.evaluate(FETCH, [exhibit, how])
    if "refused" in answer:
        raise Refused(answer["refused"], None)
    return {**answer, "bytes": base64.b64decode(answer["bytes"])}


def photograph(kind: str = "JPEG", *, place: bool = True, turned: int = 1, **more: Any) -> bytes:
    """A picture as a phone makes it: red above, blue below, with time, make and place written into it."""
    image = Image.effect_noise((600, 400), 40).convert("RGB")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 600, 130), fill=(220, 30, 30))
    draw.rectangle((0, 270, 600, 400), fill=(30, 30, 220))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MADE] = turned, "Fabrikant"
    exif.get_ifd(EXIF_IFD)[TAKEN_TAG] = TAKEN
    if place:
        gps = exif.get_ifd(GPS_IFD)
        gps[1], gps[2], gps[3], gps[4] = "N", (56.0, 2.0, 9.5), "E", (9.0, 55.0, 40.1)
    out = io.BytesIO()
    image.save(out, kind, exif=exif, **more)
    return out.getvalue()


def pixels(content: bytes) -> bytes:
    return Image.open(io.BytesIO(content)).convert("RGBA").tobytes()


def test_a_large_file_comes_back_byte_for_byte(tab: Page, tmp_path: Path) -> None:
    """Thirty megabytes pass through in boxes of one; hash, checksum and size are those that Python finds."""
    content = random.Random(7).randbytes(30 * 1000 * 1000 + 17)
    path = tmp_path / "film.bin"
    path.write_bytes(content)
    facts = add(tab, path)
    left = fetch(tab, facts["id"])
    progress = tab.evaluate("progress")

    assert hashlib.sha256(content).hexdigest() == facts["sha256"] == left["sha256"]
    assert len(content) == facts["size"] == left["size"]
    assert zlib.crc32(content) == left["crc32"]
    assert content == left["bytes"]
    assert ("film.bin", "application/octet-stream") == (facts["name"], facts["type"])
    assert {"chunks": 29, "exhibits": 1, "thumbs": 0} == {
        k: v for k, v in counts(tab).items() if k in ("chunks", "exhibits", "thumbs")
    }
    assert sorted(progress) == progress
    assert len(progress) >= 3
    assert 1 == progress[-1]


def test_exhibits_lie_sealed(tab: Page) -> None:
    """Neither the bytes, the name, the type, the hash nor the time it was taken can be found on the device."""
    content = photograph()
    facts = add(tab, content, "Brevet fra Kvistgaard.jpg", "image/jpeg")
    disk = on_disk(tab)

    assert facts["id"].encode() in disk
    for secret in ("Kvistgaard", "image/jpeg", "Fabrikant", "2026", facts["sha256"], "\xff\xd8\xff\xe0", "JFIF"):
        assert secret.encode("latin-1") not in disk


def test_a_picture_tells_when_and_that_it_tells_where(tab: Page) -> None:
    """The time is offered, the place is pointed out; one without place needs no copy."""
    with_place = add(tab, photograph(), "IMG_1.jpg")
    without = add(tab, photograph(place=False), "IMG_2.jpg")

    assert ("image/jpeg", "2026-11-02T16:45", True) == tuple(with_place[k] for k in ("type", "taken", "has_place"))
    assert ("image/jpeg", "2026-11-02T16:45", False) == tuple(without[k] for k in ("type", "taken", "has_place"))
    assert (600, 400) == (with_place["width"], with_place["height"])
    assert (None, None) == (without["stripped_sha256"], without["stripped_size"])


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="56,2.1N" exif:GPSLongitude="9,55.6E"/>'


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_a_place_in_xmp_alone_is_seen_and_left_out(tab: Page, kind: str) -> None:
    """Programs for pictures write the place as XML, not always well formed."""
    facts = add(tab, photograph(kind, place=False, xmp=XMP), "IMG_1")

    assert facts["has_place"] is True
    assert b"GPSLatitude" not in fetch(tab, facts["id"], "stripped")["bytes"]


def png_with_texts() -> bytes:
    from PIL.PngImagePlugin import PngInfo

    texts = PngInfo()
    texts.add_text("Comment", "Fabrikant")
    texts.add_itxt("XML:com.adobe.xmp", "<x>Fabrikant</x>", zip=True)
    return photograph("PNG", pnginfo=texts, icc_profile=None)


def with_more_after_it() -> bytes:
    """As phones make them: after the picture comes another one, with a place of its own."""
    return photograph() + photograph()


def with_a_second_one_inside() -> bytes:
    """As phones make them too: one file with two pictures, and an index of both."""
    return photograph("MPO", save_all=True, append_images=[Image.open(io.BytesIO(photograph()))])


def with_every_segment() -> bytes:
    """A JPEG with parts that nobody here has heard of, a comment and a picture for editors."""
    content = photograph(comment=b"Fabrikant")
    extra = b"".join(b"\xff" + bytes([m]) + (2 + len(t)).to_bytes(2, "big") + t for m, t in [
        (0xE2, b"FPXR\0Fabrikant"), (0xE5, b"Fabrikant"), (0xED, b"Photoshop 3.0\0Fabrikant"), (0xEB, b"JP Fabrikant"),
    ])  # fmt: skip
    return content[:2] + extra + content[2:]


@pytest.mark.parametrize(
    ("make", "marks"),
    [
        (photograph, [b"Exif", b"Fabrikant"]),
        (lambda: photograph(progressive=True), [b"Exif", b"Fabrikant"]),
        (lambda: photograph(restart_marker_blocks=2), [b"Exif", b"Fabrikant"]),
        (with_more_after_it, [b"Exif", b"Fabrikant"]),
        (with_a_second_one_inside, [b"Exif", b"Fabrikant", b"MPF\0"]),
        (with_every_segment, [b"Exif", b"Fabrikant", b"FPXR", b"Photoshop"]),
        (lambda: photograph("PNG"), [b"eXIf", b"Fabrikant"]),
        (png_with_texts, [b"eXIf", b"tEXt", b"iTXt", b"Fabrikant"]),
        (lambda: photograph("WEBP"), [b"EXIF", b"Fabrikant"]),
        (lambda: photograph("WEBP", lossless=True, xmp=b"<x>Fabrikant</x>"), [b"EXIF", b"XMP ", b"Fabrikant"]),
    ],
    ids=["jpeg", "progressive", "restarts", "appended", "inside", "segments", "png", "png-texts", "webp", "webp-lossless"],
)
def test_the_copy_without_place_has_the_same_pixels_and_nothing_else(
    tab: Page, make: Callable[[], bytes], marks: list[bytes]
) -> None:
    """What the camera wrote is gone from the copy, each pixel is as it was, and the copy is made the same each time."""
    content = make()
    facts = add(tab, content, "IMG_1")
    copy = fetch(tab, facts["id"], "stripped")
    opened = Image.open(io.BytesIO(copy["bytes"]))

    assert all(mark in content for mark in marks)
    assert facts["has_place"] is True
    assert facts["stripped_sha256"] == copy["sha256"] == hashlib.sha256(copy["bytes"]).hexdigest()
    assert facts["stripped_size"] == copy["size"] == len(copy["bytes"])
    assert zlib.crc32(copy["bytes"]) == copy["crc32"]
    assert [] == [mark for mark in marks if mark in copy["bytes"]]
    assert {} == dict(opened.getexif())
    assert pixels(content) == pixels(copy["bytes"])
    assert content == fetch(tab, facts["id"])["bytes"]


def test_a_picture_held_sideways_stays_upright(tab: Page) -> None:
    """The way the phone was held is all that the copy keeps; what the app draws is upright and holds only pixels."""
    facts = add(tab, photograph(turned=6), "IMG_1.jpg")
    copy = Image.open(io.BytesIO(fetch(tab, facts["id"], "stripped")["bytes"]))
    scaled = fetch(tab, facts["id"], "scaled")["bytes"]
    drawn = Image.open(io.BytesIO(scaled))

    assert (400, 600) == (facts["width"], facts["height"])
    assert {ORIENTATION: 6} == dict(copy.getexif())
    assert ("JPEG", "RGB", (67, 100)) == (drawn.format, drawn.mode, drawn.size)
    assert "progression" not in drawn.info
    assert {} == dict(drawn.getexif())
    # The red edge was above; a quarter turn to the right brings it to the right.
    right, left = drawn.getpixel((60, 50)), drawn.getpixel((6, 50))
    assert right[0] > 180 > right[2]
    assert left[2] > 180 > left[0]


def test_a_clear_picture_is_drawn_on_white(tab: Page) -> None:
    """JPEG knows no transparency; without a ground it would turn black."""
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    facts = add(tab, out.getvalue(), "klar.png")

    assert (255, 255, 255) == Image.open(io.BytesIO(fetch(tab, facts["id"], "scaled")["bytes"])).getpixel((25, 25))


def test_a_picture_cut_short_is_kept_and_never_half_copied(tab: Page) -> None:
    """It says that it tells its place, and that no copy can be made; it is evidence all the same."""
    content = photograph()[:-2000]
    facts = add(tab, content, "IMG_1.jpg")

    assert (True, None, None) == (facts["has_place"], facts["stripped_sha256"], facts["stripped_size"])
    assert content == fetch(tab, facts["id"])["bytes"]


def test_no_spoiled_picture_stops_the_copying(tab: Page) -> None:
    """Any bytes give a copy or none, never an error: cut anywhere, or with any byte changed."""
    told = tab.evaluate(
        """async (given) => {
          const { withoutMetadata } = await import(new URL('./picture.js', document.baseURI));
          const failed = [];
          for (const text of given) {
            const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
            for (let n = 0; n < 700; n += 1) {
              for (const spoiled of [bytes.slice(0, n), bytes.map((byte, at) => (at === n ? byte ^ 0xff : byte))]) {
                try {
                  const copy = withoutMetadata(spoiled);
                  if (copy !== null && !(copy instanceof Uint8Array)) failed.push(n);
                } catch (error) { failed.push(error.name); }
              }
            }
          }
          return failed;
        }""",
        [base64.b64encode(photograph(kind)[:4000]).decode() for kind in ("JPEG", "PNG", "WEBP")],
    )

    assert [] == told


def test_a_time_that_can_not_be_is_not_told(tab: Page) -> None:
    """Cameras that don't know write noughts."""
    content = photograph().replace(TAKEN.encode(), b"0000:00:00 00:00:00")

    assert add(tab, content, "IMG_1.jpg")["taken"] is None


def test_thumbnails_are_small_pictures_on_an_address_that_is_taken_back(tab: Page, guard: Any) -> None:
    """320 pixels at most; after release() the address shows nothing."""
    facts = add(tab, photograph(), "IMG_1.jpg")
    plain = add(tab, b"%PDF-1.7\n", "brev.pdf")
    url = ask(tab, "exhibits.thumb", facts["id"])
    size = """(url) => new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve([image.naturalWidth, image.naturalHeight]);
      image.onerror = () => resolve(null);
      image.src = url;
    })"""

    assert [320, 213] == tab.evaluate(size, url)
    assert ask(tab, "exhibits.thumb", plain["id"]) is None
    assert ask(tab, "exhibits.thumb", "0" * 32) is None
    guard.forgive("ERR_FILE_NOT_FOUND")
    ask(tab, "exhibits.release")
    assert tab.evaluate(size, url) is None


FTYP = b"\0\0\0\x18ftyp"


@pytest.mark.parametrize(
    ("content", "name", "mime", "type_", "shown"),
    [
        (b"%PDF-1.7\n", "brev.pdf", "application/pdf", "application/pdf", "application/pdf"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "lyd", "", "audio/wav", "audio/wav"),
        (b"ID3\x04", "lyd.mp3", "", "audio/mpeg", "audio/mpeg"),
        (b"\xff\xfb\x90\x00", "lyd", "", "audio/mpeg", "audio/mpeg"),
        (b"OggS\0\2" + bytes(22) + b"\x01\x13OpusHead", "PTT.opus", "", "audio/ogg", "audio/ogg"),
        (b"OggS\0\2" + bytes(22) + b"\x01\x2a\x80theora", "film", "", "video/ogg", "video/ogg"),
        (FTYP + b"isom", "film", "", "video/mp4", "video/mp4"),
        (FTYP + b"M4A ", "optagelse", "", "audio/mp4", "audio/mp4"),
        (FTYP + b"qt  ", "film", "", "video/quicktime", "video/quicktime"),
        (FTYP + b"3gp4", "film", "", "video/3gpp", "video/3gpp"),
        (FTYP + b"heic", "IMG_1", "", "image/heic", "image/heic"),
        (FTYP + b"avif", "IMG_1", "", "image/avif", "image/avif"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm", "film", "", "video/webm", "video/webm"),
        (b"GIF89a", "billede", "", "image/gif", "image/gif"),
        (b"<!doctype html><script>document.title='ran'</script>", "billede.jpg", "image/jpeg", "image/jpeg", "application/octet-stream"),
        (b"<html><script>document.title='ran'</script>", "side.html", "text/html", "text/html", "application/octet-stream"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "a.svg", "image/svg+xml", "image/svg+xml", "application/octet-stream"),
        (b"Hej\n", "beskeder.txt", "text/plain", "text/plain", "application/octet-stream"),
        (b"\0\1\2", "ukendt", "", "application/octet-stream", "application/octet-stream"),
    ],
)  # fmt: skip
def test_a_file_is_shown_only_as_what_its_bytes_are(
    tab: Page, content: bytes, name: str, mime: str, type_: str, shown: str
) -> None:
    """The name and the phone may say what they like: what can run is never put on an address as itself."""
    facts = add(tab, content, name, mime)
    seen = ask(tab, "exhibits.view", facts["id"])

    assert (type_, name) == (facts["type"], facts["name"])
    assert shown == seen["type"] == fetch(tab, facts["id"])["type"]
    assert seen["url"].startswith("blob:")


def test_a_film_gives_its_first_picture_and_tells_that_it_tells_where(tab: Page) -> None:
    """A film made by the browser has a thumbnail; the box in which phones write the place is found."""
    recorded = tab.evaluate(
        f"""async () => {{
          {BYTES}
          const canvas = document.createElement('canvas');
          [canvas.width, canvas.height] = [160, 90];
          const pen = canvas.getContext('2d');
          const recorder = new MediaRecorder(canvas.captureStream(30), {{ mimeType: 'video/webm' }});
          const parts = [];
          recorder.ondataavailable = (event) => parts.push(event.data);
          const stopped = new Promise((resolve) => {{ recorder.onstop = resolve; }});
          recorder.start();
          for (let n = 0; n < 20; n += 1) {{
            pen.fillStyle = 'rgb(20, 160, 40)';
            pen.fillRect(0, 0, 160, 90);
            await new Promise(requestAnimationFrame);
          }}
          recorder.stop();
          await stopped;
          return base64(new Blob(parts));
        }}"""
    )
    facts = add(tab, base64.b64decode(recorded), "film.webm")
    drawn = Image.open(io.BytesIO(fetch(tab, facts["id"], "scaled")["bytes"]))
    place = b"\0\0\0\x26moov\0\0\0\x1eudta\0\0\0\x16\xa9xyz\0\x0a\x15\xc7+56.03+9.9/"
    quiet = b"\0\0\0\x10moov\0\0\0\x08udta"

    assert ("video/webm", 160, 90, False) == tuple(facts[k] for k in ("type", "width", "height", "has_place"))
    assert ask(tab, "exhibits.thumb", facts["id"]).startswith("blob:")
    assert (100, 56) == drawn.size
    assert drawn.getpixel((50, 28))[1] > 120
    for box, says in ((place, True), (quiet, False)):
        film = b"\0\0\0\x0cftypisom" + b"\0\0\0\x0amdat\0\0" + box
        told = add(tab, film, "VID_1.mp4")
        assert (says, None) == (told["has_place"], told["stripped_sha256"])


@pytest.mark.parametrize(
    "spoil",
    [
        "const b = new Uint8Array(rows[1].box); b[500] ^= 1; box.put(rows[1])",
        "[rows[0].box, rows[1].box] = [rows[1].box, rows[0].box]; rows.forEach((row) => box.put(row))",
        "box.delete(rows[2].id)",
        "box.delete(rows[0].id)",
        "rows[2].box = rows[5].box; box.put(rows[2])",
    ],
    ids=["one bit", "order", "last missing", "first missing", "from another exhibit"],
)
def test_changed_bytes_do_not_open(tab: Page, spoil: str) -> None:
    """One changed bit, another order, a box that is missing or comes from another exhibit: nothing comes out at all."""
    content = random.Random(1).randbytes(2 * MIB + 5)
    first, second = add(tab, content), add(tab, content)
    wanted, _ = sorted((first["id"], second["id"]))
    change(tab, "chunks", spoil)

    for how in ("as it came", "scaled"):
        with pytest.raises(Refused, match="damaged"):
            fetch(tab, wanted, how)
    assert "damaged" == refusal(tab, "exhibits.view", wanted).code


def test_an_exhibit_can_not_be_shortened_by_who_holds_the_device(tab: Page) -> None:
    """The count of boxes is authenticated in each of them, so other facts do not make a shorter file of it."""
    long, short = add(tab, bytes(3 * MIB)), add(tab, bytes(MIB))
    raw(
        tab,
        """const tx = db.transaction(['exhibits', 'chunks'], 'readwrite');
        tx.objectStore('exhibits').get(id.short).onsuccess = ({ target }) => tx.objectStore('exhibits').put({ ...target.result, id: id.long });
        return new Promise((resolve) => { tx.oncomplete = () => resolve(null); });""".replace("id.", "argument."),
        {"long": long["id"], "short": short["id"]},
    )

    with pytest.raises(Refused, match="damaged"):
        fetch(tab, long["id"])


def test_a_full_device_keeps_nothing_of_an_exhibit(bare: Bare) -> None:
    """The exhibit that does not fit leaves no box behind, and what was kept before still opens."""
    tab = bare.open()
    limit(tab, 12_000_000)
    ask(tab, "vault.create", PASSPHRASE)
    small = add(tab, random.Random(2).randbytes(MIB))
    before = counts(tab)

    assert "full" == refused(tab, random.Random(3).randbytes(20 * MIB))
    assert before == counts(tab)
    assert random.Random(2).randbytes(MIB) == fetch(tab, small["id"])["bytes"]


def test_too_big_empty_and_locked_are_said_before_any_work(tab: Page) -> None:
    tab.set_input_files("input", [])

    assert "too_big" == refusal(tab, "exhibits.add", {"size": 200 * MIB + 1}).code
    assert "empty" == refused(tab, b"")
    ask(tab, "vault.lock")
    assert "locked" == refused(tab, b"abc")
    assert 0 == counts(tab)["chunks"]


def test_adding_can_be_stopped_and_leaves_nothing(tab: Page) -> None:
    tab.evaluate("() => { globalThis.stopAt = 8 / 17; }")

    assert "stopped" == refused(tab, bytes(17 * MIB))
    assert 0 == counts(tab)["chunks"]


def test_what_nobody_refers_to_is_swept_and_what_was_just_added_is_not(bare: Bare, tab: Page) -> None:
    """A tab killed in the middle of adding leaves boxes; the next start sweeps them, and only them."""
    kept = add(tab, b"%PDF-1.7 a", "a.pdf")
    lost = add(tab, photograph(), "b.jpg")
    change(tab, "exhibits", f"box.delete('{lost['id']}')")
    ask(tab, "exhibits.sweep", json.dumps([]))
    assert {"chunks": 2, "exhibits": 1, "thumbs": 1} == {
        k: v for k, v in counts(tab).items() if k in ("chunks", "exhibits", "thumbs")
    }

    tab.close(run_before_unload=False)
    again = bare.open()
    ask(again, "vault.unlock", PASSPHRASE)
    fresh = add(again, b"%PDF-1.7 b", "b.pdf")
    ask(again, "exhibits.sweep", json.dumps([kept["id"]]))

    assert {"chunks": 2, "exhibits": 2, "thumbs": 0} == {
        k: v for k, v in counts(again).items() if k in ("chunks", "exhibits", "thumbs")
    }
    assert {kept["id"], fresh["id"]} == set(json.loads(ask(again, "exhibits.ids")))


def test_an_exhibit_goes_with_the_commit_that_erases_it(tab: Page) -> None:
    """Its boxes, its thumbnail and its facts go in the same transaction; a commit that is refused takes none of them."""
    gone, kept = add(tab, photograph(), "a.jpg"), add(tab, photograph(), "b.jpg")
    op = json.dumps([{"op": "delete_exhibit", "id": gone["id"]}])

    assert "conflict" == refusal(tab, "store.commit", op, 7).code
    assert 2 == counts(tab)["thumbs"]
    ask(tab, "store.commit", op)
    assert [kept["id"]] == json.loads(ask(tab, "exhibits.ids"))
    assert (1, 1, 1) == tuple(counts(tab)[store] for store in ("chunks", "exhibits", "thumbs"))
    ask(tab, "exhibits.remove", json.dumps([kept["id"]]))
    assert (0, 0, 0) == tuple(counts(tab)[store] for store in ("chunks", "exhibits", "thumbs"))


@pytest.mark.parametrize("kind", sorted(TAKEN_OUTDOORS))
def test_bytes_of_the_apps_own_are_exhibits_like_others(tab: Page, kind: str) -> None:
    """The demo log adds its pictures under its own ids, and what Python calls the copy without place is what the app makes."""
    picture, wanted = sample(kind, 1, "2026-11-02T16:45"), "5a" * 16
    facts = json.loads(
        tab.evaluate(
            """async ([text, name, id]) => (await import(new URL('./exhibits.js', document.baseURI)))
              .addBytes(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)), name, id)""",
            [base64.b64encode(picture.content).decode(), picture.name, wanted],
        )
    )

    assert (wanted, picture.name, picture.type, True) == tuple(facts[k] for k in ("id", "name", "type", "has_place"))
    assert hashlib.sha256(picture.content).hexdigest() == facts["sha256"]
    assert picture.without_place == fetch(tab, wanted, "stripped")["bytes"]


# ── The way out ──────────────────────────────────────────────────────────────────────────────────────────────


def build(page: Page, name: str, kind: str) -> None:
    page.evaluate(
        """async ([name, kind]) => (await import(new URL('./outlet.js', document.baseURI)))
          .build([new Uint8Array([80, 75]), new Blob(['bilag']), new Uint8Array([3, 4])], name, kind)""",
        [name, kind],
    )


@pytest.mark.parametrize(("name", "kind"), [("sag.zip", "application/zip"), ("rapport.html", "text/html")])
def test_a_file_is_downloaded_under_its_name(tab: Page, name: str, kind: str) -> None:
    """From bytes and blobs in order; once it is forgotten nothing can leave."""
    build(tab, name, kind)
    with tab.expect_download() as download:
        ask(tab, "outlet.download")

    assert name == download.value.suggested_filename
    assert b"PKbilag\x03\x04" == Path(download.value.path()).read_bytes()
    ask(tab, "outlet.forget")
    assert "failed" == refusal(tab, "outlet.download").code
    assert "failed" == refusal(tab, "outlet.share").code


def test_a_file_is_shared_where_the_device_can(tab: Page) -> None:
    """The device gets the one file; a person who changes their mind is no error."""
    tab.evaluate(
        """() => {
          navigator.canShare = ({ files }) => files[0].type === 'application/pdf';
          navigator.share = async ({ files }) => {
            if (globalThis.answer) throw new DOMException('', globalThis.answer);
            document.title = `${files.length} ${files[0].name} ${files[0].size}`;
          };
        }"""
    )
    assert ask(tab, "outlet.canShare") is False
    build(tab, "sag.zip", "application/zip")
    assert ask(tab, "outlet.canShare") is False
    build(tab, "rapport.pdf", "application/pdf")
    assert ask(tab, "outlet.canShare") is True

    assert "shared" == ask(tab, "outlet.share")
    expect(tab).to_have_title("1 rapport.pdf 9")
    tab.evaluate("() => { globalThis.answer = 'AbortError'; }")
    assert "cancelled" == ask(tab, "outlet.share")
    tab.evaluate("() => { globalThis.answer = 'NotAllowedError'; }")
    assert "failed" == refusal(tab, "outlet.share").code
