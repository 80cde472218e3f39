#!/usr/bin/env python3
# Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v2.0 which accompanies this distribution,
# and is available at https://www.eclipse.org/legal/epl-2.0

"""A VNF behind unix-stream: what comes in on one side leaves on the other.

vnf-unix-stream.py INGRESS_SOCKET EGRESS_SOCKET
"""
import selectors
import socket
import struct
import sys

sides = []
for path in sys.argv[1:3]:
    side = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    side.connect(path)
    sides.append(side)
waiting = selectors.DefaultSelector()
unread = {}
for here, there in (sides, reversed(sides)):
    waiting.register(here, selectors.EVENT_READ, there)
    unread[here] = b""

while True:
    for key, _ in waiting.select():
        here, there = key.fileobj, key.data
        data = here.recv(1 << 18)
        if not data:
            sys.exit("the agent has gone")
        data = unread[here] + data
        out = []
        at = 0
        while len(data) - at >= 4:
            length, = struct.unpack_from(">I", data, at)
            if len(data) - at < 4 + length:
                break
            frame = data[at + 4:at + 4 + length]
            # the VNF's work is here: change the frame, answer it, or leave it out
            out.append(struct.pack(">I", len(frame)) + frame)
            at += 4 + length
        unread[here] = data[at:]
        there.sendall(b"".join(out))
