import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.videos import watch_url, youtube_id

ID = "dQw4w9WgXcQ"


@pytest.mark.parametrize(
    "address",
    [
        f"https://www.youtube.com/watch?v={ID}",
        f"https://youtube.com/watch?v={ID}",
        f"http://m.youtube.com/watch?v={ID}",
        f"https://www.youtube.com/watch?list=PL123&v={ID}&t=42s",
        f"https://youtu.be/{ID}",
        f"https://youtu.be/{ID}?si=abc",
        f"https://www.youtube.com/shorts/{ID}",
        f"https://www.youtube.com/live/{ID}",
        f"https://www.youtube.com/embed/{ID}",
        f"  https://youtu.be/{ID}  ",
        f"https://WWW.YOUTUBE.COM/watch?v={ID}",
    ],
)
def test_every_form_of_a_link_names_its_video(address: str):
    assert youtube_id(address) == ID


@pytest.mark.parametrize(
    "address",
    [
        "",
        ID,
        "https://www.youtube.com/",
        "https://www.youtube.com/@channel",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/watch?v=short",
        f"https://www.youtube.com/watch?v={ID}x",
        "https://www.youtube.com/watch?v=абвгдеёжзій",
        f"https://youtu.be/{ID}/more",
        f"https://vimeo.com/{ID}",
        f"https://youtube.com.example.org/watch?v={ID}",
        f"https://example.org/?u=https://youtu.be/{ID}",
        f"https://youtu.be@example.org/{ID}",
        f"ftp://youtu.be/{ID}",
        f"javascript:alert(1)//youtu.be/{ID}",
        "https://[youtu.be",
    ],
)
def test_anything_else_names_no_video(address: str):
    assert youtube_id(address) is None


@given(st.text() | st.text(alphabet="htps:/[]@youtube.comwv=?&%0", max_size=60))
def test_no_address_breaks_it(address: str):
    found = youtube_id(address)

    assert found is None or len(found) == 11


@given(st.from_regex(r"[A-Za-z0-9_-]{11}", fullmatch=True))
def test_an_address_made_of_a_name_names_it_again(video: str):
    assert youtube_id(watch_url(video)) == video
