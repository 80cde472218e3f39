/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import { useEffect, useState } from "preact/hooks";
import { count } from "./format";
import type { Box, InstanceBox, Layout, SwitchBox } from "./layout";
import { layout, shorten } from "./layout";
import type { Group } from "./model";
import type { Move, Placement } from "./placement";

const STATUS: Readonly<Record<string, { sign: string; words: string }>> = {
    up: { sign: "●", words: "up" },
    "no-agent": { sign: "▲", words: "no agent" },
    "switch-disconnected": { sign: "✕", words: "switch away" },
};

function statusOf(status: string): { sign: string; words: string } {
    return STATUS[status] ?? { sign: "?", words: status };
}

/** A sign and a word, so that nobody depends on colours. */
export function Status({ status }: { status: string }) {
    const { sign, words } = statusOf(status);
    return (
        <span class={`status status-${status}`}>
            <span aria-hidden="true">{sign}</span> {words}
        </span>
    );
}

/** A group in words, for those who do not see the picture. */
export function summary(group: Group, placement: Placement): string {
    const instances = group.instances.map((instance) => {
        const flows = placement.flows.filter(
            (flow) => flow.where === instance.id && flow.movingTo === undefined,
        ).length;
        return `${instance.id} ${statusOf(instance.status).words}, ${count(flows, "listed flow")}`;
    });
    const moving = placement.moves.map(
        (move) => `${count(move.flows, "flow")} on the way from ${move.from} to ${move.to}`,
    );
    return (
        `Group ${group.id}: ingress switch ${group.ingress.node}, egress switch ${group.egress.node}. ` +
        [...instances, ...moving].join("; ") +
        "."
    );
}

export function Picture({ group, placement }: { group: Group; placement: Placement }) {
    const narrow = useNarrow();
    const where = layout(group, placement, narrow);
    const title = `picture-${group.id}`;
    return (
        <svg class="picture" role="img" aria-labelledby={title} viewBox={`0 0 ${where.width} ${where.height}`}>
            <title id={title}>{summary(group, placement)}</title>
            <Wires where={where} placement={placement} />
            <Switch box={where.ingress} narrow={narrow} side="ingress" />
            <Switch box={where.egress} narrow={narrow} side="egress" />
            {where.instances.map((box) => (
                <Instance key={box.id} box={box} narrow={narrow} />
            ))}
            {placement.moves.map((move) => (
                <Moving key={`${move.from} ${move.to}`} move={move} where={where} />
            ))}
        </svg>
    );
}

function useNarrow(): boolean {
    const query = matchMedia("(max-width: 640px)");
    const [narrow, setNarrow] = useState(query.matches);
    useEffect(() => {
        const listen = () => setNarrow(query.matches);
        query.addEventListener("change", listen);
        return () => query.removeEventListener("change", listen);
    }, []);
    return narrow;
}

function middle(box: Box): number {
    return box.y + box.height / 2;
}

/** From the right edge of one box to the left edge of another, level with one of them. */
function Wire({ left, right, at }: { left: Box; right: Box; at: Box }) {
    return <line x1={left.x + left.width} y1={middle(at)} x2={right.x} y2={middle(at)} />;
}

function Wires({ where, placement }: { where: Layout; placement: Placement }) {
    const { ingress, egress } = where;
    return (
        <g class="wires">
            {where.instances.map((instance) => {
                const steering = placement.steering.get(instance.id) ?? [];
                const carries = instance.isDefault || steering.some(({ flows }) => flows > 0);
                return (
                    <g key={instance.id} class={carries ? "carries" : ""}>
                        <Wire left={ingress} right={instance} at={instance} />
                        <Wire left={instance} right={egress} at={instance} />
                    </g>
                );
            })}
            <g class="carries">
                {ingress.ports.map((port) => (
                    <Wire key={port.port} left={port} right={ingress} at={port} />
                ))}
                {egress.ports.map((port) => (
                    <Wire key={port.port} left={egress} right={port} at={port} />
                ))}
            </g>
        </g>
    );
}

function Switch({ box, narrow, side }: { box: SwitchBox; narrow: boolean; side: string }) {
    const center = box.x + box.width / 2;
    return (
        <>
            <g class="switch">
                <title>{`${side} switch ${box.node}`}</title>
                <rect x={box.x} y={box.y} width={box.width} height={box.height} rx="6" />
                <text x={center} y={middle(box) - 4} text-anchor="middle">
                    {narrow ? shorten(box.node.replace(/^openflow:/, ""), 7) : shorten(box.node, 13)}
                </text>
                <text class="small" x={center} y={middle(box) + 12} text-anchor="middle">
                    {side}
                </text>
            </g>
            {box.ports.map((port) => (
                <g key={port.port} class="host">
                    <title>{`hosts behind port ${port.port} of ${box.node}`}</title>
                    <rect x={port.x} y={port.y} width={port.width} height={port.height} rx="15" />
                    <text class="small" x={port.x + port.width / 2} y={middle(port) + 4} text-anchor="middle">
                        {narrow ? port.port : `port ${port.port}`}
                    </text>
                </g>
            ))}
        </>
    );
}

function Instance({ box, narrow }: { box: InstanceBox; narrow: boolean }) {
    const { sign, words } = statusOf(box.status);
    return (
        <g class={`instance status-${box.status}`}>
            <rect x={box.x} y={box.y} width={box.width} height={box.height} rx="6" />
            <text x={box.x + 10} y={box.y + 19} class="name">
                {shorten(box.id, narrow ? 9 : 28)}
                {box.isDefault ? " *" : ""}
            </text>
            <text x={box.x + 10} y={box.y + 36} class="small state">
                {sign} {words}
            </text>
            {box.lines.map((line, index) => (
                <text key={line.title} class="small" x={box.x + 10} y={box.y + 58 + index * 18}>
                    <title>{line.title}</title>
                    {line.text}
                </text>
            ))}
        </g>
    );
}

/** An arrow from where flows are to where they go, inside the instances' column. */
function Moving({ move, where }: { move: Move; where: Layout }) {
    const from = where.instances.find((each) => each.id === move.from);
    const to = where.instances.find((each) => each.id === move.to);
    if (from === undefined || to === undefined) {
        return null;
    }
    const x = from.x + from.width - 12;
    const [start, end] = from.y < to.y ? [from.y + from.height - 8, to.y + 8] : [from.y + 8, to.y + to.height - 8];
    const tip = from.y < to.y ? -7 : 7;
    return (
        <g class="moving">
            <line x1={x} y1={start} x2={x} y2={end} />
            <path d={`M ${x - 5} ${end + tip} L ${x} ${end} L ${x + 5} ${end + tip}`} />
            <text class="small" x={x - 9} y={start < end ? end + 8 : end - 2} text-anchor="end">
                {move.flows} moving
            </text>
        </g>
    );
}
