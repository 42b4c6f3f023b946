import socket
from collections.abc import Iterator

import pytest

from launch.errors import LaunchError
from launch.port import FOR_SERVERS, free_port, has_ipv6, read_port, refuse_taken


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_port_is_read_from_text() -> None:
    assert read_port("8001") == 8001


@pytest.mark.parametrize("text", ["", "0", "65536", "-1", "80.5", "http", "٣", "8000 "])
def test_a_senseless_port_is_refused_by_name(text: str) -> None:
    with pytest.raises(LaunchError, match=r"^PORT must be a number from 1 to 65535, not '.*'\.$"):
        read_port(text)


def test_a_taken_port_gets_one_sentence(taken_port: int) -> None:
    with pytest.raises(LaunchError) as refused:
        refuse_taken(taken_port)

    assert str(refused.value) == (
        f"Port {taken_port} is taken by another program:"
        f" choose another one, for example `make run PORT={taken_port + 1}`."
    )


def test_a_free_port_is_fine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    refuse_taken(port)


def test_a_port_for_a_server_is_free_and_none_that_connections_get() -> None:
    with socket.create_server(("127.0.0.1", free_port())) as server:
        assert server.getsockname()[1] in FOR_SERVERS


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
def test_a_port_that_is_taken_in_the_other_family_is_refused_too() -> None:
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as server:
        port = server.getsockname()[1]
        with pytest.raises(LaunchError, match=f"^Port {port} is taken by another program:"):
            refuse_taken(port)
