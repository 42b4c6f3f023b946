from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pages.uploads import jpeg
from tests.pages.uploaded import SECRET_PLACE, saved, two_halves


@pytest.mark.parametrize("progressive", [False, True])
def test_notes_are_cut_out_of_a_photo_and_its_pixels_stay(progressive: bool) -> None:
    photo = saved(two_halves(), "JPEG", progressive=progressive, comment=SECRET_PLACE) + SECRET_PLACE
    cut = jpeg.without_notes(photo)
    assert SECRET_PLACE not in cut
    assert Image.open(BytesIO(cut)).tobytes() == Image.open(BytesIO(photo)).tobytes()


@given(st.integers(2, 400))
def test_a_photo_that_breaks_off_is_a_value_error_or_a_photo(length: int) -> None:
    with pytest.raises(ValueError, match="JPEG"):
        jpeg.without_notes(saved(two_halves(), "JPEG")[:length])
