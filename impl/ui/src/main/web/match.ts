/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import type { Json } from "./model";

/** A match as a form has it: every field is text, and empty if it does not matter. */
export interface MatchFields {
    readonly protocol: string;
    readonly source: string;
    readonly destination: string;
    readonly sourcePort: string;
    readonly destinationPort: string;
    readonly ethSource: string;
    readonly ethDestination: string;
    readonly vlan: string;
    readonly inPort: string;
}

export const ANYTHING: MatchFields = {
    protocol: "",
    source: "",
    destination: "",
    sourcePort: "",
    destinationPort: "",
    ethSource: "",
    ethDestination: "",
    vlan: "",
    inPort: "",
};

interface Protocol {
    readonly ethType: number;
    readonly ipProtocol?: number;
    readonly transport?: string;
}

const IPV4 = 0x0800;
const IPV6 = 0x86dd;

const NUMBERS = { tcp: 6, udp: 17, sctp: 132 } as const;

/** By the word that forms and texts use. */
export const PROTOCOLS: Readonly<Record<string, Protocol>> = {
    ip: { ethType: IPV4 },
    tcp: { ethType: IPV4, ipProtocol: NUMBERS.tcp, transport: "tcp" },
    udp: { ethType: IPV4, ipProtocol: NUMBERS.udp, transport: "udp" },
    sctp: { ethType: IPV4, ipProtocol: NUMBERS.sctp, transport: "sctp" },
    icmp: { ethType: IPV4, ipProtocol: 1 },
    ipv6: { ethType: IPV6 },
    tcp6: { ethType: IPV6, ipProtocol: NUMBERS.tcp, transport: "tcp" },
    udp6: { ethType: IPV6, ipProtocol: NUMBERS.udp, transport: "udp" },
    sctp6: { ethType: IPV6, ipProtocol: NUMBERS.sctp, transport: "sctp" },
    icmp6: { ethType: IPV6, ipProtocol: 58 },
    arp: { ethType: 0x0806 },
};

/** Whether a protocol has ports. */
export function hasPorts(protocol: string): boolean {
    return PROTOCOLS[protocol]?.transport !== undefined;
}

/**
 * The northbound's match. Whether it makes sense is the northbound's to say: what is not a number goes there as it is,
 * so that the refusal is RESTCONF's own.
 */
export function toMatch(fields: MatchFields): Json {
    const protocol = PROTOCOLS[fields.protocol];
    const match: Json = {};
    const ethernet: Json = {};
    if (fields.ethSource !== "") {
        ethernet["ethernet-source"] = { address: fields.ethSource };
    }
    if (fields.ethDestination !== "") {
        ethernet["ethernet-destination"] = { address: fields.ethDestination };
    }
    if (protocol !== undefined) {
        ethernet["ethernet-type"] = { type: protocol.ethType };
    }
    if (Object.keys(ethernet).length > 0) {
        match["ethernet-match"] = ethernet;
    }
    if (fields.vlan !== "") {
        match["vlan-match"] = { "vlan-id": { "vlan-id-present": true, "vlan-id": numeric(fields.vlan) } };
    }
    if (fields.inPort !== "") {
        match["in-port"] = fields.inPort;
    }
    if (protocol?.ipProtocol !== undefined) {
        match["ip-match"] = { "ip-protocol": protocol.ipProtocol };
    }
    address(match, "source", fields.source, protocol);
    address(match, "destination", fields.destination, protocol);
    if (protocol?.transport !== undefined) {
        port(match, `${protocol.transport}-source-port`, fields.sourcePort);
        port(match, `${protocol.transport}-destination-port`, fields.destinationPort);
    }
    return match;
}

function address(match: Json, side: string, value: string, protocol: Protocol | undefined): void {
    if (value === "") {
        return;
    }
    const v6 = value.includes(":") || protocol?.ethType === IPV6;
    const prefix = value.includes("/") ? value : value + (v6 ? "/128" : "/32");
    match[(v6 ? "ipv6-" : "ipv4-") + side] = prefix;
}

function port(match: Json, name: string, value: string): void {
    if (value !== "") {
        match[name] = numeric(value);
    }
}

function numeric(value: string): number | string {
    return /^\d{1,9}$/.test(value) ? Number(value) : value;
}

/** A match in few words, e.g. {@code tcp to 10.0.0.2, port 443}; what it has no words for is shown as it is. */
export function describe(match: Json): string {
    const rest = new Map(Object.entries(match).map(([name, value]) => [name.replace(/^.*:/, ""), value]));
    const words: string[] = [];
    const ethernet = take(rest, "ethernet-match");
    const type = number(ethernet, "ethernet-type", "type");
    const protocol = number({ ip: take(rest, "ip-match") }, "ip", "ip-protocol");
    const known = Object.entries(PROTOCOLS).find(([, each]) => each.ethType === type && each.ipProtocol === protocol);
    if (known !== undefined) {
        words.push(known[0]);
    } else {
        if (type !== undefined) {
            words.push(`EtherType 0x${type.toString(16)}`);
        }
        if (protocol !== undefined) {
            words.push(`IP protocol ${protocol}`);
        }
    }
    for (const [name, word] of [
        ["source", "from"],
        ["destination", "to"],
    ] as const) {
        const parts = [
            text(rest, `ipv4-${name}`),
            text(rest, `ipv6-${name}`),
            portOf(rest, name),
            inside(ethernet, `ethernet-${name}`, "address"),
        ].filter((part) => part !== "");
        if (parts.length > 0) {
            words.push(`${word} ${parts.join(" ")}`);
        }
    }
    const vlan = inside(take(rest, "vlan-match"), "vlan-id", "vlan-id");
    if (vlan !== "") {
        words.push(`VLAN ${vlan}`);
    }
    const inPort = text(rest, "in-port");
    if (inPort !== "") {
        words.push(`in port ${inPort}`);
    }
    for (const [name, value] of rest) {
        words.push(`${name} ${JSON.stringify(value)}`);
    }
    return words.length === 0 ? "everything" : words.join(", ");
}

function portOf(rest: Map<string, unknown>, side: string): string {
    for (const transport of Object.keys(NUMBERS)) {
        const port = text(rest, `${transport}-${side}-port`);
        if (port !== "") {
            return `port ${port}`;
        }
    }
    return "";
}

function take(rest: Map<string, unknown>, name: string): Json {
    const value = rest.get(name);
    rest.delete(name);
    return typeof value === "object" && value !== null ? (value as Json) : {};
}

function text(rest: Map<string, unknown>, name: string): string {
    const value = rest.get(name);
    rest.delete(name);
    return typeof value === "string" || typeof value === "number" ? String(value).replace(/\/(32|128)$/, "") : "";
}

function inside(parent: Json, child: string, leaf: string): string {
    const value = (parent[child] as Json | undefined)?.[leaf];
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function number(parent: Json, child: string, leaf: string): number | undefined {
    const value = inside(parent, child, leaf);
    return value === "" ? undefined : Number(value);
}
