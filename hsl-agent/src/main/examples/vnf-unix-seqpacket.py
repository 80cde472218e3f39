#!/usr/bin/env python3
# Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v2.0 which accompanies this distribution,
# and is available at https://www.eclipse.org/legal/epl-2.0

"""A VNF behind unix-seqpacket: what comes in on one side leaves on the other.

vnf-unix-seqpacket.py INGRESS_SOCKET EGRESS_SOCKET
"""
import selectors
import socket
import sys

sides = []
for path in sys.argv[1:3]:
    side = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    side.connect(path)
    sides.append(side)
waiting = selectors.DefaultSelector()
for here, there in (sides, reversed(sides)):
    waiting.register(here, selectors.EVENT_READ, there)

while True:
    for key, _ in waiting.select():
        frame = key.fileobj.recv(65536)
        if not frame:
            sys.exit("the agent has gone")
        # the VNF's work is here: change the frame, answer it, or leave it out
        key.data.send(frame)
