/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import { describe, expect, test } from "vitest";
import { ANYTHING, describe as inWords, hasPorts, toMatch } from "../../main/web/match";

describe("a match from fields", () => {
    test("is empty for everything", () => {
        expect(toMatch(ANYTHING)).toEqual({});
    });

    test("has EtherType, protocol, prefixes and ports", () => {
        expect(
            toMatch({
                ...ANYTHING,
                protocol: "tcp",
                source: "10.0.0.0/24",
                destination: "10.0.0.2",
                sourcePort: "",
                destinationPort: "443",
            }),
        ).toEqual({
            "ethernet-match": { "ethernet-type": { type: 0x0800 } },
            "ip-match": { "ip-protocol": 6 },
            "ipv4-source": "10.0.0.0/24",
            "ipv4-destination": "10.0.0.2/32",
            "tcp-destination-port": 443,
        });
    });

    test("takes an address with colons for IPv6", () => {
        expect(toMatch({ ...ANYTHING, protocol: "udp6", source: "2001:db8::1", sourcePort: "53" })).toEqual({
            "ethernet-match": { "ethernet-type": { type: 0x86dd } },
            "ip-match": { "ip-protocol": 17 },
            "ipv6-source": "2001:db8::1/128",
            "udp-source-port": 53,
        });
    });

    test("has MAC addresses, VLAN and port", () => {
        expect(
            toMatch({
                ...ANYTHING,
                ethSource: "02:00:00:00:00:01",
                ethDestination: "02:00:00:00:00:02",
                vlan: "100",
                inPort: "openflow:1:1",
            }),
        ).toEqual({
            "ethernet-match": {
                "ethernet-source": { address: "02:00:00:00:00:01" },
                "ethernet-destination": { address: "02:00:00:00:00:02" },
            },
            "vlan-match": { "vlan-id": { "vlan-id-present": true, "vlan-id": 100 } },
            "in-port": "openflow:1:1",
        });
    });

    test("leaves the ports of a protocol without ports out", () => {
        expect(toMatch({ ...ANYTHING, protocol: "icmp", destinationPort: "443" })).not.toHaveProperty(
            "tcp-destination-port",
        );
        expect(hasPorts("icmp")).toBe(false);
        expect(hasPorts("sctp6")).toBe(true);
    });

    test("leaves what is no number to RESTCONF's refusal", () => {
        expect(toMatch({ ...ANYTHING, protocol: "udp", destinationPort: "http" })["udp-destination-port"]).toBe("http");
    });
});

describe("a match in words", () => {
    test("of everything", () => {
        expect(inWords({})).toBe("everything");
    });

    test("says protocol, addresses and ports", () => {
        expect(
            inWords(
                toMatch({
                    ...ANYTHING,
                    protocol: "tcp",
                    source: "10.0.0.0/24",
                    destination: "10.0.0.2",
                    destinationPort: "443",
                    vlan: "7",
                }),
            ),
        ).toBe("tcp, from 10.0.0.0/24, to 10.0.0.2 port 443, VLAN 7");
    });

    test("says numbers for which there is no word", () => {
        expect(inWords({ "ethernet-match": { "ethernet-type": { type: 0x88cc } } })).toBe("EtherType 0x88cc");
        expect(
            inWords({ "ethernet-match": { "ethernet-type": { type: 0x0800 } }, "ip-match": { "ip-protocol": 89 } }),
        ).toBe("EtherType 0x800, IP protocol 89");
    });

    test("hides nothing that it does not know", () => {
        expect(inWords({ "icmpv4-match": { "icmpv4-type": 8 } })).toBe('icmpv4-match {"icmpv4-type":8}');
    });
});
