"""Which addresses are read, and which places are public."""

import ipaddress
import socket

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.errors import AddressError
from quiz.readers.fetching.addresses import MAX_LENGTH, address_of, is_public
from tests.readers.test_read import check_sentence


def refusal(url: str) -> str:
    """Return the sentence with which `url` is refused before anything is looked up."""
    with pytest.raises(AddressError) as caught:
        address_of(url)
    return check_sentence(str(caught.value))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("https://news.example", "https://news.example/"),
        ("  HTTP://News.Example/A?b=C#part \n", "http://news.example/A?b=C"),
        ("https://news.example:443/a", "https://news.example/a"),
        ("https://news.example:80/a", "https://news.example:80/a"),
        ("http://news.example:/a", "http://news.example/a"),
        ("https://news.example./a", "https://news.example/a"),
        ("https://news.example/a/../b/./c", "https://news.example/b/c"),
        ("https://news.example/café?q=ü", "https://news.example/caf%C3%A9?q=%C3%BC"),
        ("https://news.example/%e2%82%ac/%41", "https://news.example/%E2%82%AC/%41"),
        ("https://news.example?q=1", "https://news.example/?q=1"),
        ("https://straße.example/a", "https://xn--strae-oqa.example/a"),
        ("https://ｎｅｗｓ。example/", "https://news.example/"),
        ("https://my_paper.example/", "https://my_paper.example/"),
        ("https://8.8.8.8/a", "https://8.8.8.8/a"),
        ("https://[2606:4700::0:1111]:443/a", "https://[2606:4700::1111]/a"),
        ("https://news.example/a@b", "https://news.example/a@b"),
    ],
)
def test_an_address_is_brought_into_one_form(typed: str, read: str) -> None:
    assert address_of(typed).url == read
    assert address_of(read).url == read


# What a C library takes for 127.0.0.1, and what is no number that people write.
NUMBERS = [
    "127.1", "2130706433", "0x7f.1", "0x7f000001", "017700000001", "0177.0.0.1", "127.0.0.01",
    "127.0.1", "0x7f.0x0.0x0.0x1", "0", "0x", "256.1.1.1", "1.2.3.4.5", "127.0.0.1.0x0",
    "１２７.1", "127。1",
]  # fmt: skip


@pytest.mark.parametrize("host", NUMBERS)
def test_a_number_is_an_address_only_as_people_write_it(host: str) -> None:
    assert "is not a web address" in refusal(f"http://{host}/")


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("http://localhost/", "localhost is no site of the public web"),
        ("http://LOCALHOST./", "localhost is no site of the public web"),
        ("http://ⓛocalhost/", "localhost is no site of the public web"),
        ("http://a.localhost/", "no site of the public web"),
        ("http://intranet/", "intranet is no site of the public web"),
        ("http://news.example@127.0.0.1/", "user name"),
        ("http://user:secret@news.example/", "user name"),
        ("http://@news.example/", "user name"),
        ("http://news.example\\@127.0.0.1/", "a backslash"),
        ("http:\\\\news.example/", "a backslash"),
        ("http://news.example/a b", "a space"),
        ("http://news.example/a\tb", "invisible"),
        ("http://news.example/a\r\nHost: x", "invisible"),
        ("http://news.example/\x00", "invisible"),
        ("http://news.example/\u200b", "invisible"),
        ("http://news.example/\udcff", "invisible"),
        ("ftp://news.example/", "only addresses that begin with http"),
        ("file:///etc/passwd", "only addresses that begin with http"),
        ("gopher://news.example/", "only addresses that begin with http"),
        ("javascript:alert(1)", "only addresses that begin with http"),
        ("//news.example/", "only addresses that begin with http"),
        ("news.example", "only addresses that begin with http"),
        ("", "only addresses that begin with http"),
        ("http://news.example:8080/", "port 8080"),
        ("http://news.example:22/", "port 22"),
        ("http://news.example:0/", "port 0"),
        ("http://news.example:99999/", "is not a web address"),
        ("http://news.example:8o/", "is not a web address"),
        ("http:///a", "is not a web address"),
        ("http://.example/", "is not a web address"),
        ("http://news..example/", "is not a web address"),
        ("http://-news.example/", "is not a web address"),
        ("http://news%2eexample/", "is not a web address"),
        ("http://%6cocalhost/", "is not a web address"),
        ("http://[::1", "is not a web address"),
        ("http://[::1]x/", "is not a web address"),
        ("http://[fe80::1%25eth0]/", "is not a web address"),
        ("http://[fe80::1%eth0]/", "is not a web address"),
        ("http://[::1::2]/", "is not a web address"),
        ("http://[v1.a]/", "is not a web address"),
        ("http://news.example:80:80/", "is not a web address"),
        ("http://a℀b.example/", "is not a web address"),
        ("http://" + "a" * 64 + ".example/", "is not a web address"),
        ("http://" + "a." * 130 + "example/", "is not a web address"),
        ("http://xn--99999999.example/", "is not a web address"),
        ("http://news.example/" + "a" * MAX_LENGTH, "longer than 2,000"),
    ],
)
def test_what_is_refused_before_anything_is_looked_up(url: str, what: str) -> None:
    message = refusal(url)
    assert what in message
    assert "secret" not in message
    assert message.isprintable()


PRIVATE = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.1.2.3", "172.16.0.1",
    "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.100.100.200", "100.64.0.1",
    "100.127.255.254", "168.63.129.16", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1",
    "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.7", "224.0.0.1", "224.0.1.1",
    "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "::8.8.8.8",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::6440:1", "64:ff9b:1::808:808",
    "100::1", "2001::1", "2001:0:7f00:1::", "2001:0:808:808::f7f7:f7f7", "2001:10::1", "2001:20::1",
    "2001:db8::1", "2002:7f00:1::", "2002:a9fe:a9fe::", "2002:808:808::1", "3fff::1", "5f00::1",
    "fc00::1", "fd00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
    "2606:4700::1111%eth0", "4000::1", "127.1", "2130706433", "0x7f.1", "017700000001", "localhost",
    "", "8.8.8.8/32", " 8.8.8.8",
]  # fmt: skip


@pytest.mark.parametrize("place", PRIVATE)
def test_what_is_not_public(place: str) -> None:
    assert not is_public(place)


@pytest.mark.parametrize(
    "place",
    ["8.8.8.8", "93.184.215.14", "1.1.1.1", "2606:4700::1111", "2a00:1450::1", "64:ff9b::808:808"],
)
def test_what_is_public(place: str) -> None:
    assert is_public(place)


# The special-purpose registries as their keeper lists them, and what is no unicast: written down
# once more, so that the test does not ask the code it tests.
SPECIAL_4 = [
    ipaddress.IPv4Network(net)
    for net in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
        "192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 "
        "224.0.0.0/4 240.0.0.0/4"
    ).split()
]
SPECIAL_6 = [
    ipaddress.IPv6Network(net)
    for net in (
        "2001::/23 2001:db8::/32 2002::/16 3fff::/20 5f00::/16 fc00::/7 fe80::/10 ff00::/8 ::/8 "
        "100::/8"
    ).split()
]


def _near_4() -> st.SearchStrategy[int]:
    edges = [int(n[0]) for n in SPECIAL_4] + [int(n[-1]) for n in SPECIAL_4]
    near = st.tuples(st.sampled_from(edges), st.integers(-2, 2))
    return near.map(lambda pair: max(0, min(2**32 - 1, sum(pair)))) | st.integers(0, 2**32 - 1)


@settings(max_examples=2000)
@given(_near_4())
def test_no_special_ipv4_address_is_public(number: int) -> None:
    place = ipaddress.IPv4Address(number)
    if any(place in net for net in SPECIAL_4):
        assert not is_public(str(place))
        for wrapped in (
            ipaddress.IPv6Address(0xFFFF << 32 | number),  # mapped
            ipaddress.IPv6Address(number),  # compatible
            ipaddress.IPv6Address(0x0064FF9B << 96 | number),  # NAT64
            ipaddress.IPv6Address(0x2002 << 112 | number << 80 | 1),  # 6to4
            ipaddress.IPv6Address(0x20010000 << 96 | (number ^ 0xFFFFFFFF)),  # Teredo, client
            ipaddress.IPv6Address(0x20010000 << 96 | number << 64),  # Teredo, server
        ):
            assert not is_public(str(wrapped))
    else:
        assert is_public(str(place)) or place == ipaddress.IPv4Address("168.63.129.16")


def _near_6() -> st.SearchStrategy[int]:
    edges = [int(n[0]) for n in SPECIAL_6] + [int(n[-1]) for n in SPECIAL_6] + [1 << 125, 3 << 125]
    near = st.tuples(st.sampled_from(edges), st.integers(-2, 2))
    ours = st.integers(0, 2**125 - 1).map(lambda n: n | 1 << 125)
    return (
        near.map(lambda pair: max(0, min(2**128 - 1, sum(pair))))
        | st.integers(0, 2**128 - 1)
        | ours
    )


@settings(max_examples=2000)
@given(_near_6())
@example(int(ipaddress.IPv6Address("2606:4700::1111")))
def test_only_ordinary_ipv6_addresses_are_public(number: int) -> None:
    place = ipaddress.IPv6Address(number)
    special = any(place in net for net in SPECIAL_6)
    if place in ipaddress.IPv6Network("64:ff9b::/96"):
        assert is_public(str(place)) == is_public(str(ipaddress.IPv4Address(number & 0xFFFFFFFF)))
    elif special or place not in ipaddress.IPv6Network("2000::/3"):
        assert not is_public(str(place))
    else:
        assert is_public(str(place)) or not place.is_global


HOSTS = st.text(
    st.sampled_from("0123456789abcdefx.:[]@%/\\?#-_ⓛ１。．\u00ad\u200d\t ") | st.characters(),
    max_size=24,
)


@settings(max_examples=2000)
@given(st.sampled_from(["http", "https", "HTTP", "file", ""]), HOSTS, HOSTS)
@example("http", "127.1", "")
@example("http", "a.example:80@127.0.0.1", "")
def test_any_text_is_an_address_that_stays_what_it_is_or_is_refused(
    scheme: str, host: str, rest: str
) -> None:
    """What is read is ASCII, reads as itself, and no number that only a C library understands."""
    try:
        address = address_of(f"{scheme}://{host}/{rest}")
    except AddressError as error:
        check_sentence(str(error))
        return
    assert address.url.isascii()
    assert address.url.isprintable()
    assert address_of(address.url) == address
    assert address.port in (80, 443)
    try:
        socket.inet_aton(address.host)
    except OSError:
        return
    ipaddress.IPv4Address(address.host)
