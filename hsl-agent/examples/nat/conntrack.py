# Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v2.0 which accompanies this distribution,
# and is available at https://www.eclipse.org/legal/epl-2.0
"""The kernel's connection tracking table over netlink: looks up, adds and removes one entry, without a process for it.

An entry that is taken up has the window scales that both ends agreed on, but not the windows: the kernel takes those
from the first packet of each direction, and tells nobody. When the other direction's packets come first and acknowledge
data that another instance has seen, it would take them for forged and reset the connection; so the entry is marked
liberal, as `conntrack -I` and conntrackd do. The setting for all connections, nf_conntrack_tcp_be_liberal, stays off.
"""
import ipaddress
import os
import socket
import struct

TCP = 6
UDP = 17

_NETLINK_NETFILTER = 12
_CT_NEW, _CT_GET, _CT_DELETE = 0x100, 0x101, 0x102
_REQUEST, _ACK, _EXCL, _CREATE, _DUMP = 0x1, 0x4, 0x200, 0x400, 0x300
_ERROR, _DONE = 2, 3
_NESTED = 0x8000
_TUPLE_ORIG, _TUPLE_REPLY, _STATUS, _PROTOINFO, _NAT_SRC, _TIMEOUT, _MARK, _NAT_DST = 1, 2, 3, 4, 6, 7, 8, 13
_SEEN_REPLY, _ASSURED, _CONFIRMED = 2, 4, 8
# of a connection's flags, what was negotiated (window scale, SACK) and who closed first; not what the lost windows say
_TCP_FLAGS = 0x7
_BE_LIBERAL = 0x8


def _attribute(kind, payload):
    length = 4 + len(payload)
    return struct.pack("=HH", length, kind) + payload + b"\0" * (-length % 4)


def _nest(kind, *attributes):
    return _attribute(kind | _NESTED, b"".join(attributes))


def _attributes(data):
    found, at = {}, 0
    while at + 4 <= len(data):
        length, kind = struct.unpack_from("=HH", data, at)
        found[kind & 0x3FFF] = data[at + 4:at + length]
        at += (length + 3) & ~3
    return found


def _tuple(kind, protocol, source, destination, source_port, destination_port):
    v4 = ipaddress.ip_address(source).version == 4
    return _nest(kind,
                 _nest(1, _attribute(1 if v4 else 3, ipaddress.ip_address(source).packed),
                       _attribute(2 if v4 else 4, ipaddress.ip_address(destination).packed)),
                 _nest(2, _attribute(1, bytes([protocol])), _attribute(2, struct.pack(">H", source_port)),
                       _attribute(3, struct.pack(">H", destination_port))))


def _read_tuple(data):
    parts = _attributes(data)
    ip, protocol = _attributes(parts[1]), _attributes(parts[2])
    return [str(ipaddress.ip_address(ip.get(1) or ip[3])), str(ipaddress.ip_address(ip.get(2) or ip[4])),
            struct.unpack(">H", protocol.get(2, b"\0\0"))[0], struct.unpack(">H", protocol.get(3, b"\0\0"))[0]]


def _nat(kind, address, port):
    packed = ipaddress.ip_address(address).packed
    low, high = (1, 2) if len(packed) == 4 else (4, 5)
    number = struct.pack(">H", port)
    return _nest(kind, _attribute(low, packed), _attribute(high, packed),
                 _nest(3, _attribute(1, number), _attribute(2, number)))


class Conntrack:
    """The table of the network namespace that this process lives in.

    An entry is a dictionary that can travel as JSON: protocol, original and reply (each source, destination, source
    port, destination port, as a packet of that direction ARRIVES here), timeout, mark, status and, of TCP, tcp: state,
    both window scales, both sets of flags.
    """

    def __init__(self):
        self._socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _NETLINK_NETFILTER)
        self._socket.bind((0, 0))
        self._number = 0

    def find(self, protocol, tuple_):
        """The entry to which a packet with this tuple belongs, whichever its direction; None if there is none."""
        answers = self._ask(_CT_GET, 0, tuple_[0], _tuple(_TUPLE_ORIG, protocol, *tuple_), missing=True)
        return self._entry(answers[0]) if answers else None

    def all(self):
        """All TCP and UDP entries."""
        return [entry for family in ("0.0.0.0", "::") for entry in
                map(self._entry, self._ask(_CT_GET, _DUMP, family, b"")) if entry["protocol"] in (TCP, UDP)]

    def remove(self, entry):
        """Forgets an entry; False if there was none."""
        return self._ask(_CT_DELETE, _ACK, entry["original"][0],
                         _tuple(_TUPLE_ORIG, entry["protocol"], *entry["original"]), missing=True) is not None

    def put(self, entry):
        """Takes up an entry, in place of one with the same original tuple."""
        self.remove(entry)
        source, destination, source_port, destination_port = entry["original"]
        reply = entry["reply"]
        words = [
            _tuple(_TUPLE_ORIG, entry["protocol"], *entry["original"]),
            # not yet translated: the kernel derives the translated one, and that it translates, from what follows
            _tuple(_TUPLE_REPLY, entry["protocol"], destination, source, destination_port, source_port),
            _attribute(_STATUS, struct.pack(">I", entry["status"] & (_SEEN_REPLY | _ASSURED) | _CONFIRMED)),
            _attribute(_TIMEOUT, struct.pack(">I", entry["timeout"])),
            _attribute(_MARK, struct.pack(">I", entry["mark"]))]
        if [reply[1], reply[3]] != [source, source_port]:
            words.append(_nat(_NAT_SRC, reply[1], reply[3]))
        if [reply[0], reply[2]] != [destination, destination_port]:
            words.append(_nat(_NAT_DST, reply[0], reply[2]))
        if "tcp" in entry:
            state, scale, reply_scale, flags, reply_flags = entry["tcp"]
            words.append(_nest(_PROTOINFO, _nest(
                1, _attribute(1, bytes([state])), _attribute(2, bytes([scale])), _attribute(3, bytes([reply_scale])),
                _attribute(4, bytes([flags & _TCP_FLAGS | _BE_LIBERAL, 0xFF])),
                _attribute(5, bytes([reply_flags & _TCP_FLAGS | _BE_LIBERAL, 0xFF])))))
        self._ask(_CT_NEW, _CREATE | _EXCL | _ACK, source, b"".join(words))

    @staticmethod
    def _entry(data):
        parts = _attributes(data)
        entry = {
            "protocol": _attributes(_attributes(parts[_TUPLE_ORIG])[2])[1][0],
            "original": _read_tuple(parts[_TUPLE_ORIG]),
            "reply": _read_tuple(parts[_TUPLE_REPLY]),
            "status": struct.unpack(">I", parts[_STATUS])[0],
            "timeout": struct.unpack(">I", parts.get(_TIMEOUT, b"\0\0\0\x1e"))[0],
            "mark": struct.unpack(">I", parts.get(_MARK, b"\0\0\0\0"))[0]}
        tcp = _attributes(_attributes(parts.get(_PROTOINFO, b"")).get(1, b""))
        if tcp:
            entry["tcp"] = [tcp[1][0], tcp[2][0], tcp[3][0], tcp[4][0], tcp[5][0]]
        return entry

    def _ask(self, kind, flags, address, attributes, missing=False):
        """The payloads of the answers; None where the table says "no such entry" and that may be."""
        self._number += 1
        family = socket.AF_INET if ipaddress.ip_address(address).version == 4 else socket.AF_INET6
        body = struct.pack(">BBH", family, 0, 0) + attributes
        self._socket.send(struct.pack("=IHHII", 16 + len(body), kind, _REQUEST | flags, self._number, 0) + body)
        answers = []
        while True:
            data, at = self._socket.recv(1 << 18), 0
            while at + 16 <= len(data):
                length, answer, _, number, _ = struct.unpack_from("=IHHII", data, at)
                content = data[at + 16:at + length]
                at += (length + 3) & ~3
                if number != self._number:
                    continue
                if answer == _DONE:
                    return answers
                if answer == _ERROR:
                    error = -struct.unpack_from("=i", content)[0]
                    if error == 0:
                        return answers
                    if error == 2 and missing:
                        return None
                    raise OSError(error, "conntrack: " + os.strerror(error))
                answers.append(content[4:])
                if not flags & (_DUMP | _ACK):
                    return answers
