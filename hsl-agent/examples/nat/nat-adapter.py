#!/usr/bin/python3
# Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License v2.0 which accompanies this distribution,
# and is available at https://www.eclipse.org/legal/epl-2.0
"""Puts the kernel's NAT or stateful firewall behind an agent: speaks the control channel in the VNF's place.

    nat-adapter.py --control PATH --listen ADDRESS [--inside DEVICE] [--outside DEVICE]
    nat-adapter.py --copy-to ADDRESS | --move-to ADDRESS      (by hand, without an agent: all entries at once)

Run it where that runs (same network namespace), with CAP_NET_ADMIN. Both instances have the same addresses and the same
MAC addresses, know their neighbours (ip neighbour ... nud permanent), and NATs give new connections ports
that the other does not give. What it does with an entry of the connection tracking table:

    export-state       a copy goes to the peer's adapter; the entry stays, so a late packet still finds it
    import-state       the peer's copy is put into the table
    rolled back        the destination removes it again; the source looks that it still has it
    completed          the source removes its own

The peers' adapters trust their management network: nobody else must reach port 7790 there.
"""
import argparse
import asyncio
import fcntl
import ipaddress
import json
import os
import socket
import struct
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from conntrack import Conntrack  # noqa: E402 pylint: disable=wrong-import-position

PEER_PORT = 7790
ANSWER_LIMIT_S = 5
KNOWN_MAX = 100_000
SIOCGIFHWADDR = 0x8927
# What the NAT still processes when export-state comes leaves it within this time; microseconds on an idle machine.
SETTLE_S = float(os.environ.get("NAT_SETTLE_MS", "3")) / 1000


def log(text):
    print(text, file=sys.stderr, flush=True)


def tuple_of(flow):
    """Of a flow as the agent writes it; None if its packets are not tracked by ports."""
    if flow.get("ip-protocol") not in (6, 17) or "source-port" not in flow:
        return None
    return [flow["source-address"], flow["destination-address"], flow["source-port"], flow["destination-port"]]


def key(entry):
    """Names a connection."""
    return (entry["protocol"], *entry["original"])


def bound(known):
    """Forgets the oldest of too many."""
    while len(known) > KNOWN_MAX:
        known.pop(next(iter(known)))


class Neighbours:
    """MAC addresses of what comes from the network on a device."""

    def __init__(self, device):
        self._device = device
        # not from /sys, which may show another namespace's devices
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
            answer = fcntl.ioctl(any_socket, SIOCGIFHWADDR, struct.pack("256s", device.encode()))
        self.own = answer[18:24].hex(":")
        self._known = {}

    def mac(self, address):
        """Of whoever sends packets from this IPv4 address to the device; None if the kernel does not know it."""
        if address not in self._known:
            self._known = self._read()
        return self._known.get(address) or self._known.get(self._gateway(address))

    def _read(self):
        with open("/proc/net/arp", encoding="ascii") as file:
            rows = [line.split() for line in file.readlines()[1:]]
        return {row[0]: row[3] for row in rows if row[5] == self._device and row[3] != "00:00:00:00:00:00"}

    def _gateway(self, address):
        best, wanted = (-1, address), int.from_bytes(ipaddress.ip_address(address).packed, sys.byteorder)
        with open("/proc/net/route", encoding="ascii") as file:
            for row in (line.split() for line in file.readlines()[1:]):
                network, gateway, mask = (int(row[i], 16) for i in (1, 2, 7))
                if row[0] == self._device and wanted & mask == network and bin(mask).count("1") > best[0]:
                    best = (bin(mask).count("1"),
                            str(ipaddress.ip_address(gateway.to_bytes(4, sys.byteorder))) if gateway else address)
        return best[1]


class Peers:
    """The other instances' adapters: one connection to each, one JSON object a line, each answered by one."""

    def __init__(self):
        self._peers = {}

    async def send(self, address, message):
        """Returns when the peer has the message; raises OSError if it does not take it."""
        lock, connection = self._peers.setdefault(address, (asyncio.Lock(), []))
        async with lock:
            try:
                if not connection:
                    connection[:] = await asyncio.wait_for(
                        asyncio.open_connection(address, PEER_PORT, limit=1 << 24), ANSWER_LIMIT_S)
                reader, writer = connection
                writer.write(json.dumps(message).encode() + b"\n")
                answer = json.loads(await asyncio.wait_for(reader.readline(), ANSWER_LIMIT_S) or b"{}")
            except (OSError, ValueError, asyncio.TimeoutError) as error:
                if connection:
                    connection.pop().close()
                    connection.clear()
                raise OSError(f"the adapter at {address} does not answer: {error!r}") from error
        if not answer.get("taken"):
            raise OSError(f"the adapter at {address} did not take the state: {answer.get('reason')}")


class Desk:
    """Handovers as this instance sees them. Every command may come again, and is then answered again."""

    def __init__(self, options):
        self.table = Conntrack()
        self.peers = Peers()
        self._inside = Neighbours(options.inside)
        self._outside = Neighbours(options.outside)
        self._say = lambda message: None
        # by handover: exported to somebody, imported from somebody (each the entry and its directions); states that
        # came before their command, commands before their state, what is done
        self._exported, self._imported = {}, {}
        self._arrived, self._awaited, self._done = {}, {}, {}
        # by connection: its directions that are here; both of one that is not known
        self._here = {}
        # under way; asyncio itself would forget them
        self._exports = set()

    async def serve(self, path):
        """Speaks with the agent; connects again when it was started again."""
        while True:
            try:
                reader, writer = await asyncio.open_unix_connection(path, limit=1 << 17)
            except OSError:
                await asyncio.sleep(0.1)
                continue
            log("connected with the agent")
            self._say = lambda message: writer.write(json.dumps(message).encode() + b"\n")
            while line := await reader.readline():
                self._hear(json.loads(line))
            log("the agent is gone")

    def _hear(self, command):
        if command["type"] == "describe-flow":
            self._describe(command)
        elif command["type"] == "export-state":
            task = asyncio.ensure_future(self._export(command))
            self._exports.add(task)
            task.add_done_callback(self._exports.discard)
        elif command["type"] == "import-state":
            self._import(command)
        elif command["type"] == "handover-finished":
            self._finished(command)

    @staticmethod
    def _tuples(command):
        moving = {"forward": ["flow"], "reverse": ["reverse-flow"]}.get(command["direction"], ["flow", "reverse-flow"])
        return [tuple_of(command[name]) for name in moving]

    def _entry(self, command):
        """The connection that a command is about, whichever of its directions is well-known."""
        for arriving in filter(None, self._tuples(command)):
            if entry := self.table.find(command["flow"]["ip-protocol"], arriving):
                return entry
        return None

    def _legs(self, command, entry):
        """Which directions of a connection a command moves: not both, if the description came too late."""
        return {leg for leg in ("original", "reply") if entry[leg] in self._tuples(command)}

    def _answer(self, command, kind, **more):
        self._say({"type": kind, "handover": command["handover"], **more})

    def _describe(self, command):
        forward = command["direction"] == "forward"
        flow = command["flow" if forward else "reverse-flow"]
        arriving, flows = tuple_of(flow), []
        entry = arriving and self.table.find(flow["ip-protocol"], arriving)
        if entry:
            other = entry["reply"] if entry["original"] == arriving else entry["original"]
            side = self._outside if forward else self._inside
            mac = side.mac(other[0])
            if mac:
                flows.append({
                    "direction": "reverse" if forward else "forward", "eth-source": mac, "eth-destination": side.own,
                    "eth-type": flow["eth-type"], "ip-protocol": flow["ip-protocol"], "source-address": other[0],
                    "destination-address": other[1], "source-port": other[2], "destination-port": other[3]})
            else:
                log(f"no MAC address of {other[0]} is known: add it (ip neighbour)")
        self._answer(command, "flow-described", flows=flows)

    async def _export(self, command):
        handover = command["handover"]
        try:
            await asyncio.sleep(SETTLE_S)
            entry = self._entry(command)
            self._answer(command, "drained")
            if entry:
                self._exported[handover] = (entry, self._legs(command, entry))
            await self.peers.send(command["peer"]["management-address"], {"handover": handover, "entry": entry})
            self._answer(command, "state-exported")
        except OSError as error:
            log(f"{handover}: {error}")
            self._answer(command, "state-failed", reason=str(error))

    def _import(self, command):
        handover = command["handover"]
        if command.get("rollback"):
            copies = (entry for entry, legs in self._exported.values() if self._legs(command, entry) & legs)
            self._put(command, None if self._entry(command) else next(copies, None))
        elif handover in self._done:
            self._answer(command, "state-imported")
        elif handover in self._arrived:
            self._take_up(command, self._arrived.pop(handover))
        else:
            self._awaited[handover] = command

    def arrived(self, message):
        """A state from a peer."""
        handover = message["handover"]
        if handover in self._awaited:
            self._take_up(self._awaited.pop(handover), message["entry"])
        elif handover not in self._done:
            self._arrived[handover] = message["entry"]
            bound(self._arrived)

    def _take_up(self, command, entry):
        if self._put(command, entry):
            self._done[command["handover"]] = True
            bound(self._done)
            if entry:
                self._imported[command["handover"]] = (entry, self._legs(command, entry))

    def _put(self, command, entry):
        try:
            if entry:
                self.table.put(entry)
            self._answer(command, "state-imported")
            return True
        except OSError as error:
            log(f"{command['handover']}: {error} ({entry})")
            self._answer(command, "state-failed", reason=str(error))
            return False

    def _finished(self, command):
        handover, completed = command["handover"], command["outcome"] == "completed"
        self._awaited.pop(handover, None)
        self._arrived.pop(handover, None)
        exported, imported = self._exported.pop(handover, None), self._imported.pop(handover, None)
        if exported and completed:
            entry, legs = exported
            here = self._here.get(key(entry), {"original", "reply"}) - legs
            self._is_here(entry, here)
            if not here:
                self.table.remove(entry)
        if imported:
            entry, legs = imported
            here = self._here.get(key(entry), set())
            if completed:
                self._is_here(entry, here | legs)
            elif not here:
                self.table.remove(entry)

    def _is_here(self, entry, legs):
        self._here.pop(key(entry), None)
        if legs:
            self._here[key(entry)] = legs
            bound(self._here)


async def take(desk, reader, writer):
    """A peer's adapter, or this one's other self by hand."""
    while line := await reader.readline():
        try:
            message = json.loads(line)
            for entry in message.get("entries", []):
                desk.table.put(entry)
            if "handover" in message:
                desk.arrived(message)
            answer = {"taken": True}
        except (OSError, ValueError, KeyError) as error:
            answer = {"taken": False, "reason": str(error)}
        writer.write(json.dumps(answer).encode() + b"\n")
    writer.close()


async def run(options):
    """Until it is ended."""
    desk = Desk(options)
    async with await asyncio.start_server(lambda *peer: take(desk, *peer), options.listen, PEER_PORT, limit=1 << 24):
        log(f"listening at {options.listen}, waiting for the agent at {options.control}")
        await desk.serve(options.control)


async def by_hand(address, removes):
    """Gives all entries to a peer."""
    table, peers = Conntrack(), Peers()
    entries = [entry for entry in table.all() if PEER_PORT not in entry["original"]]
    for entry in entries if removes else []:
        table.remove(entry)
    await peers.send(address, {"entries": entries})
    print(len(entries))


def main():
    """See the module's description."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--control", metavar="PATH", help="the agent's --control")
    parser.add_argument("--listen", metavar="ADDRESS", help="this instance's management address")
    parser.add_argument("--inside", metavar="DEVICE", default="vnf-in", help="where forward packets arrive")
    parser.add_argument("--outside", metavar="DEVICE", default="vnf-out", help="where reverse packets arrive")
    parser.add_argument("--copy-to", metavar="ADDRESS", help="gives a copy of all entries to the adapter there, ends")
    parser.add_argument("--move-to", metavar="ADDRESS", help="the same, and removes them here first")
    options = parser.parse_args()
    if options.copy_to or options.move_to:
        asyncio.run(by_hand(options.copy_to or options.move_to, bool(options.move_to)))
    elif options.control and options.listen:
        asyncio.run(run(options))
    else:
        parser.error("expected --control and --listen, or --copy-to, or --move-to")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
