"""The vault: what opens it, what does not, and what can be seen of it on the device."""

import re
import time

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .bare import OTHER, PASSPHRASE, Bare, ask, change, counts, on_disk, raw, refusal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
VAULT = "return new Promise((resolve) => { db.transaction('meta').objectStore('meta').get('vault').onsuccess = ({ target }) => resolve(target.result); });"
TEXT = '[{"op":"put","store":"records","id":"0123456789abcdef0123456789abcdef","text":"Han stod ved døren"}]'


@pytest.fixture
def bare(context: BrowserContext, guard: object, app: str) -> Bare:
    return Bare(context, app)


@pytest.fixture
def tab(bare: Bare) -> Page:
    return bare.open()


def edit_vault(tab: Page, script: str) -> None:
    raw(
        tab,
        f"""const tx = db.transaction('meta', 'readwrite');
        const meta = tx.objectStore('meta');
        meta.get('vault').onsuccess = ({{ target }}) => {{ const vault = target.result; {script}; meta.put(vault, 'vault'); }};
        return new Promise((resolve) => {{ tx.oncomplete = () => resolve(null); }});""",
    )


def test_passphrase_opens_and_another_does_not(tab: Page) -> None:
    """Only the passphrase opens; how it is spaced and composed does not matter, which letters it has does."""
    assert ask(tab, "vault.exists") is False
    ask(tab, "vault.create", PASSPHRASE)
    ask(tab, "store.commit", TEXT)
    tab.reload()

    assert ask(tab, "vault.exists") is True
    assert ask(tab, "vault.isOpen") is False
    assert "wrong" == refusal(tab, "vault.unlock", OTHER).code
    assert "wrong" == refusal(tab, "vault.unlock", PASSPHRASE.upper()).code
    assert ask(tab, "vault.isOpen") is False
    ask(tab, "vault.unlock", f"  {PASSPHRASE.replace(' ', '   ')} ")
    assert "Han stod ved døren" in ask(tab, "store.readAll", "records")


def test_letters_composed_in_another_way_are_the_same(tab: Page) -> None:
    """The letter å from one keyboard and an a with a ring from another are the same."""
    ask(tab, "vault.create", "gåsefjer på åen")
    ask(tab, "vault.lock")
    ask(tab, "vault.unlock", "ga\u030asefjer pa\u030a a\u030aen")

    assert ask(tab, "vault.isOpen") is True


def test_wrong_ones_get_slower_across_a_reload_and_wipe_nothing(tab: Page) -> None:
    """The fourth wrong passphrase costs two seconds, also after the page was loaded anew; the right one sets it back."""
    ask(tab, "vault.create", PASSPHRASE)
    ask(tab, "store.commit", TEXT)
    ask(tab, "vault.lock")

    assert [0, 0, 0, 2] == [refusal(tab, "vault.unlock", OTHER).wait for _ in range(4)]
    tab.reload()
    assert 5 == refusal(tab, "vault.unlock", OTHER).wait
    assert tab.evaluate("performance.now()") >= 2000
    ask(tab, "vault.unlock", PASSPHRASE)
    assert tab.evaluate("performance.now()") >= 7000
    assert "Han stod" in ask(tab, "store.readAll", "records")
    ask(tab, "vault.lock")
    assert 0 == refusal(tab, "vault.unlock", OTHER).wait


def test_recovery_code_sets_a_new_passphrase(tab: Page) -> None:
    """Who kept the code gets in with it, chooses a new passphrase and gets a new code; the old ones open nothing."""
    code = ask(tab, "vault.create", PASSPHRASE)
    ask(tab, "store.commit", TEXT)
    tab.reload()

    ask(tab, "vault.unlockWithRecovery", code.lower().replace("-", " "))
    ask(tab, "vault.setPassphrase", OTHER)
    second = ask(tab, "vault.newRecoveryCode")
    third = ask(tab, "vault.newRecoveryCode")
    tab.reload()

    assert "wrong" == refusal(tab, "vault.unlock", PASSPHRASE).code
    assert "wrong" == refusal(tab, "vault.unlockWithRecovery", code).code
    assert "wrong" == refusal(tab, "vault.unlockWithRecovery", second).code
    ask(tab, "vault.unlockWithRecovery", third)
    assert "Han stod" in ask(tab, "store.readAll", "records")
    ask(tab, "vault.lock")
    ask(tab, "vault.unlock", OTHER)
    assert "Han stod" in ask(tab, "store.readAll", "records")


def test_recovery_code_has_crockfords_form_and_check(tab: Page) -> None:
    """26 symbols in groups of four; the last is Crockford's check over the others, and never a sign that is hard to write."""
    for code in [ask(tab, "recovery.draw") for _ in range(20)]:
        symbols = code.replace("-", "")
        number = 0
        for symbol in symbols[:-1]:
            number = number << 5 | ALPHABET.index(symbol)

        assert re.fullmatch(r"(\w{4}-){6}\w{2}", code)
        assert ALPHABET[number % 37] == symbols[-1]


def test_recovery_code_is_read_as_it_was_meant(tab: Page) -> None:
    """Lower case, spaces, any dash, and O, I, L for 0, 1, 1."""
    code = next(c for c in (ask(tab, "recovery.draw") for _ in range(500)) if "0" in c and "1" in c)
    symbols = code.replace("-", "")

    for written in (
        code.lower(),
        symbols,
        code.replace("-", " – "),
        code.replace("0", "o").replace("1", "I"),
        code.replace("1", "l"),
    ):
        assert symbols == ask(tab, "recovery.parse", written)


def test_every_slip_of_the_pen_is_told_before_any_slow_work(tab: Page) -> None:
    """One wrong symbol, two neighbours swapped, one missing: "mistyped", and no worker was started to find out."""
    ask(tab, "vault.create", PASSPHRASE)
    ask(tab, "vault.lock")
    code = ask(tab, "recovery.draw").replace("-", "")
    slips = [code[:n] + s + code[n + 1 :] for n in range(26) for s in ALPHABET if s != code[n]]
    slips += [code[:n] + code[n + 1] + code[n] + code[n + 2 :] for n in range(25) if code[n] != code[n + 1]]
    slips += [code[:-1], code + "0", "", "*" + code[1:], "U" + code[1:]]
    told = tab.evaluate(
        """async (slips) => {
          const { parse } = await import(new URL('./recovery.js', document.baseURI));
          return slips.filter((slip) => { try { parse(slip); return true; } catch (error) { return error.name !== 'mistyped'; } });
        }""",
        slips,
    )
    workers: list[object] = []
    tab.on("worker", lambda worker: workers.append(worker))

    assert [] == told
    assert "mistyped" == refusal(tab, "vault.unlockWithRecovery", slips[0]).code
    assert [] == workers
    assert "wrong" == refusal(tab, "vault.unlockWithRecovery", code).code
    assert 1 == len(workers)


def test_a_vault_is_never_made_over_another(tab: Page) -> None:
    """A second "create" is refused and the first vault still opens."""
    ask(tab, "vault.create", PASSPHRASE)

    assert "conflict" == refusal(tab, "vault.create", OTHER).code
    assert "empty" == refusal(tab, "vault.create", "  ").code
    ask(tab, "vault.lock")
    ask(tab, "vault.unlock", PASSPHRASE)


def test_locked_means_that_nothing_can_be_read_written_or_changed(tab: Page) -> None:
    ask(tab, "vault.create", PASSPHRASE)
    ask(tab, "store.commit", TEXT)
    ask(tab, "vault.lock")

    assert "locked" == refusal(tab, "store.readAll", "records").code
    assert "locked" == refusal(tab, "store.commit", TEXT).code
    assert "locked" == refusal(tab, "vault.setPassphrase", OTHER).code
    assert "locked" == refusal(tab, "vault.newRecoveryCode").code


def test_what_lies_in_the_clear(tab: Page) -> None:
    """Version, cost and random bytes: no date, no passphrase, no code; the key is stretched at full cost."""
    code = ask(tab, "vault.create", PASSPHRASE)
    vault = raw(tab, VAULT)
    costs = {name: {**method["kdf"], "salt": None} for name, method in vault["methods"].items()}
    disk = on_disk(tab)

    assert {"v", "methods"} == set(vault)
    assert {"name": "argon2id", "m": 65536, "t": 3, "p": 1, "salt": None} == costs["passphrase"]
    assert {"name": "argon2id", "m": 19456, "t": 2, "p": 1, "salt": None} == costs["recovery"]
    for secret in (PASSPHRASE, code, code.replace("-", ""), "2026"):
        assert secret.encode() not in disk


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("vault.methods.passphrase.kdf.m = 1024", "damaged"),
        ("vault.methods.passphrase.kdf.t = 1", "damaged"),
        ("vault.methods.passphrase.kdf.m = 2 ** 30", "damaged"),
        ("vault.methods.passphrase.kdf.name = 'md5'", "damaged"),
        ("delete vault.methods.passphrase.wrapped", "damaged"),
        ("delete vault.methods", "damaged"),
        ("vault.v = 2", "too_new"),
        ("vault.methods.passphrase.kdf.m = 32768", "wrong"),
        ("new Uint8Array(vault.methods.passphrase.wrapped)[3] ^= 1", "wrong"),
        ("vault.methods.passphrase = vault.methods.recovery", "wrong"),
    ],
)
def test_a_spoiled_vault_does_not_open(tab: Page, script: str, code: str) -> None:
    """Cheaper stretching, swapped or changed keys, a later version: none of them opens."""
    ask(tab, "vault.create", PASSPHRASE)
    ask(tab, "vault.lock")
    edit_vault(tab, script)

    assert code == refusal(tab, "vault.unlock", PASSPHRASE).code
    assert ask(tab, "vault.isOpen") is False


def test_a_tab_that_was_open_already_has_no_guesses_of_its_own(bare: Bare, tab: Page) -> None:
    """The wait is counted from the last wrong one in any tab, so opening many tabs first gives nobody more guesses."""
    ask(tab, "vault.create", PASSPHRASE)
    other = bare.open()
    assert ask(other, "vault.exists") is True
    for _ in range(6):
        assert "wrong" == refusal(tab, "vault.unlock", OTHER).code

    began = time.monotonic()
    assert "wrong" == refusal(other, "vault.unlock", OTHER).code
    assert time.monotonic() - began >= 10


def test_opens_where_no_worker_can_start(bare: Bare, tab: Page) -> None:
    """Firefox can't start a worker offline; what was locked with one opens without one."""
    ask(tab, "vault.create", PASSPHRASE)
    bare.context.add_init_script("delete globalThis.Worker;")
    other = bare.open()

    assert other.evaluate("typeof Worker") == "undefined"
    assert "wrong" == refusal(other, "vault.unlock", OTHER).code
    ask(other, "vault.unlock", PASSPHRASE)
    assert ask(other, "vault.isOpen") is True


def test_little_memory_gives_a_smaller_lock_and_never_too_small_a_one(bare: Bare) -> None:
    """Where 64 MiB can't be had the next step is taken, and stored; where not even the least can, no vault is made."""
    bare.context.add_init_script(
        """delete globalThis.Worker;
        const instantiate = WebAssembly.instantiate;
        globalThis.most = 40 * 2 ** 20;
        WebAssembly.instantiate = async (...given) => {
          const { exports } = await instantiate(...given);
          return { exports: { ...exports, Hash_SetMemorySize(size) {
            if (size > globalThis.most) throw new RangeError();
            return exports.Hash_SetMemorySize(size);
          } } };
        };"""
    )
    tab = bare.open()
    tab.evaluate("most = 8 * 2 ** 20")
    assert "failed" == refusal(tab, "vault.create", PASSPHRASE).code
    assert ask(tab, "vault.exists") is False

    tab.evaluate("most = 40 * 2 ** 20")
    ask(tab, "vault.create", PASSPHRASE)
    ask(tab, "vault.lock")
    ask(tab, "vault.unlock", PASSPHRASE)
    assert 32768 == raw(tab, VAULT)["methods"]["passphrase"]["kdf"]["m"]


def test_two_databases_keep_apart(tab: Page) -> None:
    """The demo log has its own vault and rows; selecting another database locks."""
    ask(tab, "vault.create", PASSPHRASE)
    ask(tab, "store.commit", TEXT)
    ask(tab, "vault.use", "noter-proeve")

    assert ask(tab, "vault.isOpen") is False
    assert ask(tab, "vault.exists") is False
    ask(tab, "vault.create", OTHER)
    assert "[]" == ask(tab, "store.readAll", "records")
    ask(tab, "vault.use", "noter")
    assert "wrong" == refusal(tab, "vault.unlock", OTHER).code


def test_locking_everywhere_locks_the_other_tab_and_locking_here_does_not(bare: Bare, tab: Page) -> None:
    """The quick exit of one tab locks all; a tab that locks by itself leaves the others alone."""
    ask(tab, "vault.create", PASSPHRASE)
    other = bare.open()
    ask(other, "vault.unlock", PASSPHRASE)
    other.evaluate(
        "async () => (await import(new URL('./vault.js', document.baseURI))).onLock(() => { document.title = 'locked'; })"
    )

    ask(tab, "vault.lock")
    assert ask(other, "vault.isOpen") is True
    ask(tab, "vault.lock", True)
    expect(other).to_have_title("locked")
    assert ask(other, "vault.isOpen") is False


def test_destroying_takes_everything_and_shuts_the_other_tab(bare: Bare, tab: Page) -> None:
    """Afterwards there is no vault, and a tab that was open can't make rows that nobody can open."""
    ask(tab, "vault.create", PASSPHRASE)
    ask(tab, "store.commit", TEXT)
    other = bare.open()
    ask(other, "vault.unlock", PASSPHRASE)
    ask(tab, "store.destroy")

    assert refusal(other, "store.commit", TEXT).code in ("locked", "closed")
    tab.reload()
    assert ask(tab, "vault.exists") is False
    assert 0 == sum(counts(tab).values())


def test_a_changed_count_of_wrong_ones_is_no_way_in(tab: Page) -> None:
    """Who can write in the database can take away the wait, but not open the vault."""
    ask(tab, "vault.create", PASSPHRASE)
    ask(tab, "vault.lock")
    for _ in range(2):
        refusal(tab, "vault.unlock", OTHER)
    change(tab, "meta", "box.put(0, 'wrong')")

    assert "wrong" == refusal(tab, "vault.unlock", OTHER).code
