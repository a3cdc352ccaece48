"""From a conversation to drafts of incidents: whose acts these are is asked, bursts are grouped, answers stay in place.

Laws of this module:
1. Nobody is taken for the one who stalks: the other party is chosen by the person, or there are no drafts.
2. A burst counts what the other party did; the person's own lines stand among them as they are, and count for nothing.
3. What already stands in the log is left out, so that the same chat with fifty more messages adds fifty.
4. A draft is an incident that its own constructor has accepted; it enters no log by itself.
"""

import datetime
import enum
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .. import kinds
from ..alike import span
from ..errors import FieldError, FormError
from ..incident import Incident, Sender, SenderIs
from ..when import Certainty, When
from ..words import Words
from . import transcript
from .clock import Sure
from .message import CALLS, Conversation, Message, Source, What, plain
from .transcript import Line

GAP = 30
MOST_GAP = 24 * 60
# A field of an incident holds 20,000 letters; a longer burst becomes several incidents that follow each other.
MOST_TABLE = 19_000
UNANSWERED = frozenset((What.MISSED, What.VOICEMAIL))
TEXT_KINDS = {Source.SMS: "text_message", Source.LIST: "text_message", Source.CALLS: "text_message", Source.EMAIL: "email"}
WHAT_KINDS = {What.CALL: "call", What.MISSED: "missed_call", What.VOICEMAIL: "voicemail"}
ON_A_SITE = (Source.MESSENGER, Source.INSTAGRAM, Source.TELEGRAM)


class Take(enum.StrEnum):
    """What of the other party's acts to take."""

    ALL = "all"
    CALLS = "calls"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """What the person chose. ``own`` is their own name in a conversation of several; ``gap`` is in minutes."""

    party: str
    own: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    take: Take = Take.ALL
    word: str = ""
    gap: int = GAP

    def __post_init__(self) -> None:
        if not 0 < self.gap <= MOST_GAP:
            raise FormError((FieldError("gap", "bad_count"),))


@dataclass(frozen=True, slots=True)
class Draft:
    """An incident that waits to be accepted, and the lines it is made of."""

    incident: Incident
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """The drafts, oldest first; how many acts of the other party already stood in the log, and how many weren't asked for.

    ``own_elsewhere`` are the person's own lines that stand near none of those acts.
    """

    drafts: tuple[Draft, ...]
    already: int = 0
    not_asked: int = 0
    own_elsewhere: int = 0


def same_party(one: str, other: str) -> bool:
    """Whether two names, numbers or addresses are the same one."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    said = plain(name)
    digits = re.sub(r"[^\d]", "", said)
    if len(digits) >= 6 and not re.search(r"[^\W\d_]|@", said):
        return digits[-8:]
    return said


def of(conversation: Conversation, choice: Choice, w: Words, known: Counter[str] | None = None) -> Made:
    """The drafts of one conversation; raises FormError("party") for a name that isn't in it or is the person's own."""
    parties = [p for p in conversation.parties if same_party(p, choice.party)]
    nobody = not choice.party and not conversation.parties
    if not (parties or nobody) or (conversation.own and same_party(conversation.own, choice.party)):
        raise FormError((FieldError("party", "bad_choice"),))
    every = [line for m in conversation.messages if (line := _line(m, conversation, choice))]
    fresh, already = _fresh(every, known or Counter())
    wanted = [line for line in fresh if line.mine or _is_wanted(line.message, choice)]
    not_asked = sum(not line.mine for line in fresh) - sum(not line.mine for line in wanted)
    gap = datetime.timedelta(minutes=choice.gap)
    pieces = [piece for burst in _bursts(wanted, gap) for piece in _pieces(burst, w)]
    made = tuple(Draft(_incident(piece, conversation, choice, w), tuple(piece)) for piece in pieces)
    own = sum(line.mine for line in wanted) - sum(line.mine for draft in made for line in draft.lines)
    return Made(drafts=made, already=already, not_asked=not_asked, own_elsewhere=own)


def _line(m: Message, conversation: Conversation, choice: Choice) -> Line | None:
    """The message as the other party's or the person's own; None when it is neither, or not of the period."""
    day = m.at.date()
    if m.what is What.SYSTEM or (choice.since and day < choice.since) or (choice.until and day > choice.until):
        return None
    if m.own is not True and (
        same_party(m.sender, choice.party) if m.sender else m.own is False and len(conversation.parties) <= 2
    ):
        return Line(m, False)
    if m.own is not None or not m.sender:
        return Line(m, True) if m.own else None
    # Between two, what the one didn't say the other did; among several it has to be told.
    if choice.own:
        return Line(m, True) if same_party(m.sender, choice.own) else None
    return Line(m, True) if len(conversation.parties) == 2 else None


def _fresh(lines: Iterable[Line], known: Counter[str]) -> tuple[list[Line], int]:
    """The lines that don't stand in the log yet: the third of its kind is new where only two are known."""
    met: Counter[str] = Counter()
    fresh, already = [], 0
    for line in lines:
        key = line.key
        met[key] += 1
        if met[key] > known[key]:
            fresh.append(line)
        else:
            already += not line.mine
    return fresh, already


def _is_wanted(m: Message, choice: Choice) -> bool:
    if choice.take is Take.CALLS and m.what not in CALLS:
        return False
    if choice.take is Take.UNANSWERED and m.what not in UNANSWERED:
        return False
    return not choice.word or plain(choice.word) in plain(m.text)


def _bursts(lines: Sequence[Line], gap: datetime.timedelta) -> list[list[Line]]:
    """Acts of the other party with no longer gap between two of them, and the person's own lines around them.

    An own line belongs to the burst that it follows within the gap, else to the one that it comes before.
    """
    bursts: list[list[Line]] = []
    last: datetime.datetime | None = None
    waiting: list[Line] = []
    for line in lines:
        at = line.message.at
        if line.mine:
            if last is not None and at - last <= gap:
                bursts[-1].append(line)
            else:
                waiting.append(line)
        elif last is not None and at - last <= gap:
            bursts[-1] += [*waiting, line]
            waiting, last = [], at
        else:
            bursts.append([*(own for own in waiting if at - own.message.at <= gap), line])
            waiting, last = [], at
    return bursts


def _pieces(burst: Sequence[Line], w: Words) -> list[list[Line]]:
    """A burst whose table is too long for one incident, in several that each hold an act of the other party."""
    pieces: list[list[Line]] = [[]]
    sizes: list[int] = []
    for line in burst:
        size = len(transcript.said(w, line)) + 1
        if sum(sizes) + size > MOST_TABLE and any(not x.mine for x in pieces[-1]):
            pieces.append([])
            sizes = []
        while sum(sizes) + size > MOST_TABLE:
            # Own lines that come before are many and long: the oldest give way.
            pieces[-1].pop(0)
            sizes.pop(0)
        pieces[-1].append(line)
        sizes.append(size)
    return [piece for piece in pieces if any(not line.mine for line in piece)]


def _incident(lines: Sequence[Line], conversation: Conversation, choice: Choice, w: Words) -> Incident:
    acts = [line.message for line in lines if not line.mine]
    first, last = acts[0], acts[-1]
    start, end = first.at.replace(second=0, microsecond=0), last.at.replace(second=0, microsecond=0)
    certain = Certainty.APPROXIMATE if first.sure is Sure.NEVER else Certainty.EXACT
    found = {f"calls_messages.{WHAT_KINDS.get(m.what) or TEXT_KINDS.get(conversation.source, 'chat')}" for m in acts}
    return Incident(
        when=When(date=start.date(), time=start.time(), time_is=certain),
        end_date=end.date() if end.date() != start.date() else None,
        end_time=end.time() if end != start else None,
        count=len(acts),
        kinds=tuple(k for k in kinds.every() if k in found),
        what=_summary(lines, conversation, choice, w),
        words="\n".join(transcript.said(w, line) for line in lines),
        senders=_senders(conversation, choice),
    )


def _summary(lines: Sequence[Line], conversation: Conversation, choice: Choice, w: Words) -> str:
    acts = [line.message for line in lines if not line.mine]
    counted = Counter(m.what for m in acts)
    counts = w.listed([w.many(f"import.count.{what}", counted[what]) for what in What if counted[what]])
    party = _party(conversation, choice)
    called = _called(conversation, party)
    who = w("import.called", name=called, number=party) if called else party or w("import.hidden")
    told = {"counts": counts, "who": who, "source": w(f"import.source.{conversation.source}")}
    start, end = w.time(acts[0].at.time()), w.time(acts[-1].at.time())
    whole = [w("import.summary_one", **told) if start == end else w("import.summary", **told, start=start, end=end)]
    own = sum(line.mine for line in lines)
    if own:
        whole.append(w.many("import.own", own))
    for sure in (Sure.TWICE, Sure.NEVER):
        if any(m.sure is sure for m in acts):
            whole.append(w(f"import.clock_{sure}"))
    return " ".join(whole)


def _party(conversation: Conversation, choice: Choice) -> str:
    """The party as the file writes it."""
    return next((p for p in conversation.parties if same_party(p, choice.party)), choice.party)


def _called(conversation: Conversation, party: str) -> str:
    """The name that the phone has for a number; empty when it has none."""
    title = conversation.title
    return title if _bare(party).isdigit() and title and not same_party(title, party) else ""


def _senders(conversation: Conversation, choice: Choice) -> tuple[Sender, ...]:
    """The party under its name in the file, and under the name that the phone has for a number."""
    name = _party(conversation, choice)
    if not name:
        return ()
    if "@" in name:
        return (Sender(name=name, by=SenderIs.ACCOUNT),)
    if _bare(name).isdigit():
        called = _called(conversation, name)
        return (*((Sender(name=called),) if called else ()), Sender(name=name, by=SenderIs.NUMBER))
    return (Sender(name=name, by=SenderIs.PROFILE if conversation.source in ON_A_SITE else SenderIs.PERSON),)


def beside(draft: Draft, incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """The incidents of the log that are of the same kind and of the same time, to be looked at before accepting."""
    own = span(draft.incident)
    mains = set(draft.incident.main_kinds)
    found = []
    for incident in incidents:
        other = span(incident)
        if own and other and mains & set(incident.main_kinds) and own[0] <= other[1] and other[0] <= own[1]:
            found.append(incident)
    return tuple(found)
