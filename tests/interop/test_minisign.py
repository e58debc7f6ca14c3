"""No text at all is taken for a signature or a key."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from interop.minisign import SignatureError, public_key_text, read_public_key, sign, verify

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@given(st.text())
def test_any_text_is_refused(text):
    with pytest.raises(SignatureError):
        read_public_key(text)
    with pytest.raises(SignatureError):
        verify(Path(__file__), text, KEY.public_key())


@given(st.binary(), st.text(st.characters(categories=("L", "N", "P")), max_size=100))
def test_what_was_signed_verifies_and_nothing_else_does(tmp_path_factory, content, comment):
    path = tmp_path_factory.mktemp("signed") / "file"
    path.write_bytes(content)
    public = read_public_key(public_key_text(KEY.public_key()))
    signature = sign(path, KEY, comment)
    assert verify(path, signature, public) == comment
    path.write_bytes(content + b"x")
    with pytest.raises(SignatureError):
        verify(path, signature, public)
