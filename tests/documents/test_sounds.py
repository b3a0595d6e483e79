"""Recorded sound: known by how it begins."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from leerrecht.documents.domain.uploads import check


@pytest.mark.parametrize(
    ("name", "start", "kind", "kept"),
    [
        ("a.m4a", b"\0\0\0\x20ftypM4A ", "audio/mp4", "a.m4a"),
        ("a.3gp", b"\0\0\0\x18ftyp3gp4", "audio/mp4", "a.3gp"),
        ("a.mp3", b"ID3\x03\0", "audio/mpeg", "a.mp3"),
        ("a", b"\xff\xfb\x90", "audio/mpeg", "a.mp3"),
        ("a.opus", b"OggS\0\2", "audio/ogg", "a.opus"),
        ("a.webm", b"\x1aE\xdf\xa3\x9fB\x82\x84webm", "audio/webm", "a.webm"),
        ("a.wav", b"RIFF\1\2\3\4WAVEfmt ", "audio/wav", "a.wav"),
        ("a.amr", b"#!AMR\n", "audio/amr", "a.amr"),
    ],
)
def test_recording_is_known_by_how_it_begins(name, start, kind, kept):
    checked = check(SimpleUploadedFile(name, start + b"\0" * 20), sound=True)
    assert (checked.content_type, checked.name) == (kind, kept)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.mp3", b"%PDF-1.7 ...", "unknown_sound"),
        ("a.mp3", b"RIFF\1\2\3\4WAVEfmt ", "name_differs"),
        ("a.html", b"ID3\x03<script>", "name_differs"),
    ],
)
def test_what_is_no_recording_or_is_named_otherwise_is_refused(name, content, code):
    with pytest.raises(ValidationError) as refused:
        check(SimpleUploadedFile(name, content), sound=True)
    assert refused.value.code == code
    with pytest.raises(ValidationError):
        check(SimpleUploadedFile("a.mp3", b"ID3\x03\0"))
