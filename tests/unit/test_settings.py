"""A wrong setting stops the start with one sentence; secrets are made once and kept."""

import stat
import threading

import pytest

from app.core.crypto import new_key
from app.settings import WrongSettings, read_settings


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "school.example", "::"])
def test_the_demo_school_stays_on_this_machine(host):
    with pytest.raises(WrongSettings, match="for this machine only"):
        read_settings(mode="demo", host=host)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_it_may_be_called_by_the_names_of_this_machine(host):
    assert read_settings(mode="demo", host=host).is_demo


def test_a_secret_is_made_once_for_its_owner_only(tmp_path):
    settings = read_settings(mode="school", instance=tmp_path)
    assert settings.session_key() == settings.session_key()
    file = tmp_path / "school-secret-key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


def test_of_two_starts_at_once_both_have_the_same_secret(tmp_path):
    settings = read_settings(mode="school", instance=tmp_path)
    start, seen = threading.Barrier(8), set()

    def begin():
        start.wait()
        seen.add(settings.session_key())

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 1
    assert "" not in seen


def test_an_empty_secret_stops_the_start(tmp_path):
    (tmp_path / "school-secret-key").touch()
    with pytest.raises(WrongSettings, match="school-secret-key: is empty"):
        read_settings(mode="school", instance=tmp_path).session_key()


def test_a_secret_file_that_is_not_there_stops_the_start(tmp_path):
    settings = read_settings(mode="school", secret_key_file=tmp_path / "nothing")
    with pytest.raises(WrongSettings, match="nothing: cannot be read"):
        settings.session_key()


def test_a_key_that_is_none_stops_the_start():
    settings = read_settings(mode="school", encryption_keys=f"{new_key()},short")
    with pytest.raises(WrongSettings, match="ENCRYPTION_KEYS") as stopped:
        settings.text_keys()
    assert "short" not in str(stopped.value)
