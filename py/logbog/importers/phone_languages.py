"""What WhatsApp itself writes into an exported chat, one row for each language of a phone, each with its samples.

A new language is one row here and one file tests/vectors/imports/whatsapp-<language>.txt.
Where the phrases come from is told in docs/decisions/0014-what-an-export-looks-like.md.
"""

from dataclasses import dataclass

from .message import What, plain

Phrases = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PhoneLanguage:
    """One row. ``samples`` are whole texts of a message, and what each of them is."""

    code: str
    deleted: Phrases
    deleted_own: Phrases
    missed: Phrases
    call: Phrases
    no_answer: Phrases
    left_out: Phrases
    attached: Phrases
    system: Phrases
    samples: tuple[tuple[str, What], ...]


LANGUAGES = (
    PhoneLanguage(
        code="da",
        deleted=("Denne besked blev slettet", "Denne besked er blevet slettet"),
        deleted_own=("Du slettede denne besked", "Du har slettet denne besked"),
        missed=("Ubesvaret taleopkald", "Ubesvaret videoopkald", "Mistet opkald", "Mistede video opkald"),
        call=("Taleopkald", "Videoopkald"),
        no_answer=("Intet svar", "Ikke besvaret"),
        left_out=("Mediefil udeladt", "Medier udeladt", "udeladt"),
        attached=("fil vedhæftet", "vedhæftet"),
        system=("Beskeder og opkald er end-to-end-krypterede", "Din sikkerhedskode for"),
        samples=(("Ubesvaret taleopkald", What.MISSED), ("Denne besked blev slettet", What.DELETED), ("hej", What.TEXT)),
    ),
    PhoneLanguage(
        code="en",
        deleted=("This message was deleted", "This message was deleted by admin"),
        deleted_own=("You deleted this message",),
        missed=(
            *("Missed voice call", "Missed video call", "Missed group voice call", "Missed group video call"),
            *("Silenced voice call", "Silenced video call"),
        ),
        call=("Voice call", "Video call"),
        no_answer=("No answer", "Not answered"),
        left_out=("Media omitted", "omitted"),
        attached=("file attached", "attached"),
        system=("Messages and calls are end-to-end encrypted", "Your security code with"),
        samples=(("Missed voice call, Tap to call back", What.MISSED), ("Voice call, 2 min", What.CALL)),
    ),
    PhoneLanguage(
        code="de",
        deleted=("Diese Nachricht wurde gelöscht",),
        deleted_own=("Du hast diese Nachricht gelöscht",),
        missed=("Verpasster Sprachanruf", "Verpasster Videoanruf"),
        call=("Sprachanruf", "Videoanruf"),
        no_answer=("Keine Antwort",),
        left_out=("Medien ausgeschlossen", "Medien weggelassen", "weggelassen", "ausgelassen"),
        attached=("Datei angehängt", "Anhang", "angehängt"),
        system=("Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt", "Deine Sicherheitsnummer für"),
        samples=(("Verpasster Videoanruf", What.MISSED), ("Diese Nachricht wurde gelöscht.", What.DELETED)),
    ),
    PhoneLanguage(
        code="sv",
        deleted=("Detta meddelande raderades", "Det här meddelandet raderades", "Det här meddelandet togs bort"),
        deleted_own=("Du raderade detta meddelande", "Du raderade det här meddelandet", "Du har tagit bort meddelandet"),
        missed=("Missat röstsamtal", "Missat samtal", "Missat videosamtal"),
        call=("Röstsamtal", "Videosamtal"),
        no_answer=("Inget svar",),
        left_out=("Media har utelämnats", "Media utelämnat", "utesluten", "uteslutet", "utelslutet"),
        attached=("bifogad fil", "bifogat"),
        system=("Meddelanden och samtal är", "För att kontrollera en kontakts säkerhetskod"),
        samples=(("Missat röstsamtal", What.MISSED), ("Detta meddelande raderades", What.DELETED)),
    ),
    PhoneLanguage(
        code="nb",
        deleted=("Denne meldingen ble slettet",),
        deleted_own=("Du slettet denne meldingen",),
        missed=("Tapt taleanrop", "Tapt videoanrop", "Tapt videosamtale"),
        call=("Taleanrop", "Videoanrop"),
        no_answer=("Ikke svar", "Ingen svar"),
        left_out=("Uten vedlegg", "Media utelatt", "ikke inkludert", "utelatt", "sløyfet", "utelatt dokument"),
        attached=("vedlagt fil", "vedlagt"),
        system=("Meldinger og samtaler er ende-til-ende-kryptert", "Sikkerhetskoden med"),
        samples=(("Tapt taleanrop", What.MISSED), ("Denne meldingen ble slettet.", What.DELETED)),
    ),
    PhoneLanguage(
        code="pl",
        deleted=("Ta wiadomość została usunięta", "Usunięto tę wiadomość"),
        deleted_own=("Usunąłeś(-ęłaś) tę wiadomość", "Usunąłeś(aś) tę wiadomość", "Usunięto tę wiadomość przez Ciebie"),
        missed=(
            *("Nieodebrane poł. głosowe", "Nieodebrane poł. wideo", "Nieodebrane połączenie"),
            *("Nieodebrane połączenie głosowe", "Nieodebrane połączenie wideo"),
        ),
        call=("Połączenie głosowe", "Połączenie wideo"),
        no_answer=("Brak odpowiedzi",),
        left_out=(
            *("Pominięto multimedia", "pliki pominięto", "pominięty", "pominięte", "pominięto naklejkę"),
            "Pominięta wizytówka kontaktu",
        ),
        attached=("załączony plik", "plik załączony", "załączono"),
        system=("Wiadomości i połączenia są", "Twój kod zabezpieczeń z użytkownikiem"),
        samples=(("Nieodebrane poł. głosowe", What.MISSED), ("Ta wiadomość została usunięta", What.DELETED)),
    ),
    PhoneLanguage(
        code="tr",
        deleted=("Bu mesaj silindi",),
        deleted_own=("Bu mesajı sildiniz",),
        missed=("Cevapsız sesli arama", "Cevapsız görüntülü arama"),
        call=("Sesli arama", "Görüntülü arama"),
        no_answer=("Cevaplanmadı",),
        left_out=("Medya dahil edilmedi", "Medya atlanmış", "dahil edilmedi"),
        attached=("dosya ekli", "eklendi"),
        system=("Mesajlar ve aramalar uçtan uca şifrelidir",),
        samples=(("Cevapsız sesli arama", What.MISSED), ("Sesli arama. Cevaplanmadı", What.MISSED)),
    ),
    PhoneLanguage(
        code="ar",
        deleted=("تم حذف هذه الرسالة",),
        deleted_own=("لقد حذَفت هذه الرسالة", "لقد حذفت هذه الرسالة", "أنت حذفت هذه الرسالة"),
        missed=("مكالمة صوتية فائتة", "مكالمة فيديو فائتة"),
        call=("مكالمة صوتية", "مكالمة فيديو"),
        no_answer=("لم يتم الرد",),
        left_out=(
            *("تم استبعاد الوسائط", "لم يتم إدراج الصورة", "لم يتم إدراج الفيديوهات", "لم يتم إدراج المقاطع الصوتية"),
            *("تم حذف الملصقات", "لم يتم إدراج صورة GIF", "لم يتم إدراج بطاقة جهة اتصال", "لم يتم إدراج المستند"),
        ),
        attached=("الملف مرفق", "المُرفق", "مرفق"),
        system=("الرسائل والمكالمات مشفرة", "تغيّر رمز أمانك"),
        samples=(("مكالمة صوتية فائتة", What.MISSED), ("تم حذف هذه الرسالة", What.DELETED)),
    ),
)


def every(column: str) -> frozenset[str]:
    """The phrases of one column in all languages, as they are compared."""
    return frozenset(plain(phrase) for row in LANGUAGES for phrase in getattr(row, column))
