"""Settings: nothing is made up in production, everything is made once in development, and no secret shows itself."""

import base64
import os
import stat
import subprocess
import sys

import pytest
from pydantic import ValidationError

from b24app.errors import SettingsError
from b24app.settings import Settings, load_settings

KEY = "k1:" + base64.b64encode(bytes(range(32))).decode()
OTHER_KEY = "k2:" + base64.b64encode(bytes(32)).decode()
PRODUCTION = {
    "environment": "production",
    "public_url": "https://composer.example.com",
    "client_id": "app.1",
    "client_secret": "cs-canary",
    "encryption_keys": KEY,
    "session_secret": "s" * 32,
    "database_url": "postgresql://u:db-canary@db/b24app",
    "redis_url": "redis://:redis-canary@redis/0",
}


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    """Nothing of the surroundings is read."""
    for name in list(os.environ):
        if name.startswith("B24APP_") or name in {"DATABASE_URL", "REDIS_URL"}:
            monkeypatch.delenv(name)


def test_it_starts_without_any_configuration(tmp_path):
    settings = load_settings(data_dir=tmp_path)
    assert not settings.is_production
    assert (settings.database_url, settings.redis_url, settings.simulator_urls) == ("", "", ())
    assert settings.webhook_ports == (80, 443, 8443)


def test_production_starts_when_everything_is_given():
    settings = load_settings(**PRODUCTION)
    assert settings.is_production
    assert settings.keys() == {"k1": bytes(range(32))}
    assert settings.signing_secret() == b"s" * 32


@pytest.mark.parametrize(
    "name", ["client_id", "client_secret", "encryption_keys", "session_secret", "database_url", "redis_url"]
)
def test_production_refuses_to_start_without_each_secret(name):
    with pytest.raises(SettingsError, match=name.upper()):
        load_settings(**{key: value for key, value in PRODUCTION.items() if key != name})
    with pytest.raises(SettingsError, match=name.upper()):
        load_settings(**{**PRODUCTION, name: ""})


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"public_url": "http://composer.example.com"}, "https"),
        ({"simulator_urls": "http://127.0.0.1:8700"}, "SIMULATOR_URLS"),
        ({"fail_at": "after_claim"}, "FAIL_AT"),
        ({"session_secret": "s" * 31}, "32 characters"),
        ({"encryption_keys": "k1:short"}, "ENCRYPTION_KEYS"),
        ({"environment": "staging"}, "environment"),
        ({"redis_url": "http://redis"}, "redis://"),
    ],
)
def test_production_refuses_what_it_must_not_have(changes, word):
    with pytest.raises(SettingsError, match=word):
        load_settings(**{**PRODUCTION, **changes})


@pytest.mark.parametrize(
    "keys",
    [
        "no-colon",
        ":" + KEY.partition(":")[2],
        "k1:",
        "k1:not base64!",
        "k1:" + base64.b64encode(bytes(31)).decode(),
        "k1:é",
        f"{KEY},broken",
    ],
)
def test_a_key_that_is_none_is_refused_in_words_and_not_shown(keys):
    with pytest.raises(SettingsError, match="ENCRYPTION_KEYS") as caught:
        load_settings(encryption_keys=keys)
    assert "not base64" not in str(caught.value)


def test_two_keys_of_one_name_are_refused():
    """The second would silently take the first one's place, and what the first one wrote would not open."""
    with pytest.raises(SettingsError, match="ENCRYPTION_KEYS"):
        load_settings(encryption_keys=f"{KEY},k1:{OTHER_KEY.partition(':')[2]}")


def test_the_first_key_writes():
    assert list(load_settings(encryption_keys=f"{OTHER_KEY} {KEY}").keys()) == ["k2", "k1"]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://127.0.0.1",
        "127.0.0.1:8700",
        "http://",
        "http://127.0.0.1:8700/rest",
        "http://127.0.0.1:8700?x=1",
        "http://127.0.0.1:8700#x",
        "http://127.0.0.1:8700@evil.example",
        "http://user:word@127.0.0.1:8700",
    ],
)
def test_what_is_no_origin_is_no_simulator(url):
    with pytest.raises(SettingsError, match="simulator_urls"):
        load_settings(simulator_urls=url)


def test_simulator_origins_may_be_several_and_end_with_a_slash():
    settings = load_settings(simulator_urls="http://127.0.0.1:8700/, http://localhost:8701")
    assert settings.simulator_urls == ("http://127.0.0.1:8700", "http://localhost:8701")


@pytest.mark.parametrize("url", ["composer.example.com", "https://", "ftp://x", "https://x?y=1", "https://x#y"])
def test_a_public_url_that_is_no_address_is_refused(url):
    with pytest.raises(SettingsError, match="public_url"):
        load_settings(public_url=url)


def test_everything_can_be_given_by_environment(monkeypatch, tmp_path):
    given = {
        "B24APP_CLIENT_ID": "app.9",
        "B24APP_CLIENT_SECRET": "cs",
        "B24APP_ENCRYPTION_KEYS": f"{KEY},{OTHER_KEY}",
        "B24APP_WEBHOOK_PORTS": "443, 8443",
        "B24APP_SIMULATOR_URLS": "http://127.0.0.1:8700",
        "B24APP_DATA_DIR": str(tmp_path),
        "B24APP_PUBLIC_URL": "https://x.example/",
        "DATABASE_URL": "postgresql://h/d",
        "REDIS_URL": "redis://h/0",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert (settings.client_id, settings.client_secret.reveal()) == ("app.9", "cs")
    assert list(settings.keys()) == ["k1", "k2"]
    assert settings.webhook_ports == (443, 8443)
    assert settings.simulator_urls == ("http://127.0.0.1:8700",)
    assert (settings.public_url, settings.data_dir) == ("https://x.example", tmp_path)
    assert (settings.database_url, settings.redis_url) == ("postgresql://h/d", "redis://h/0")


@pytest.mark.parametrize("ports", ["https", "443;80", "[", "4 4 x"])
def test_ports_that_are_none_are_refused_in_words(monkeypatch, ports):
    monkeypatch.setenv("B24APP_WEBHOOK_PORTS", ports)
    with pytest.raises(SettingsError, match="webhook_ports"):
        load_settings()


def test_what_is_given_wins_over_the_environment(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://h/d")
    monkeypatch.setenv("B24APP_CLIENT_ID", "app.9")
    settings = load_settings(database_url="", client_id="app.1")
    assert (settings.database_url, settings.client_id) == ("", "app.1")


def test_settings_do_not_change():
    with pytest.raises(ValidationError):
        setattr(load_settings(), "client_id", "other")  # noqa: B010  # mypy refuses the plain form


def test_no_secret_shows_itself():
    told = repr(load_settings(**PRODUCTION)) + str(load_settings(**PRODUCTION))
    for canary in ("cs-canary", "db-canary", "redis-canary", KEY.partition(":")[2], "s" * 32):
        assert canary not in told


def test_an_error_does_not_show_what_was_given():
    with pytest.raises(SettingsError) as caught:
        load_settings(**{**PRODUCTION, "public_url": "http://x", "session_secret": "short-canary"})
    assert "canary" not in str(caught.value)


def test_made_keys_are_made_once_and_are_private(tmp_path):
    settings = load_settings(data_dir=tmp_path / "new" / "folder")
    assert settings.keys() == load_settings(data_dir=tmp_path / "new" / "folder").keys()
    assert settings.signing_secret() == load_settings(data_dir=tmp_path / "new" / "folder").signing_secret()
    assert len(settings.signing_secret()) >= 32
    files = sorted((tmp_path / "new" / "folder").iterdir())
    assert [file.name for file in files] == ["encryption.key", "session.key"]
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600, 0o600]


def test_two_folders_have_two_keys(tmp_path):
    assert load_settings(data_dir=tmp_path / "a").keys() != load_settings(data_dir=tmp_path / "b").keys()


def test_processes_that_start_at_once_get_the_same_keys(tmp_path):
    script = "import sys; from b24app.settings import load_settings as l; s = l(data_dir=sys.argv[1]); "
    script += "print(s.keys(), s.signing_secret())"
    command = [sys.executable, "-c", script, str(tmp_path)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert len({process.communicate()[0] for process in processes}) == 1
    assert len(list(tmp_path.iterdir())) == 2


def test_every_setting_says_what_it_is_for():
    undescribed = {name for name, field in Settings.model_fields.items() if not field.description}
    assert undescribed <= {"environment"}
