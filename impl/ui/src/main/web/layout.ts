/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import type { Group } from "./model";
import type { Placement } from "./placement";

export interface Box {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
}

export interface Label {
    readonly text: string;
    /** The whole of what was shortened. */
    readonly title: string;
}

export interface InstanceBox extends Box {
    readonly id: string;
    readonly status: string;
    readonly isDefault: boolean;
    readonly lines: readonly Label[];
}

export interface PortBox extends Box {
    readonly port: number;
}

export interface SwitchBox extends Box {
    readonly node: string;
    readonly ports: readonly PortBox[];
}

/** Where everything of a group's picture is. */
export interface Layout {
    readonly width: number;
    readonly height: number;
    readonly ingress: SwitchBox;
    readonly egress: SwitchBox;
    readonly instances: readonly InstanceBox[];
}

/** Sizes of a picture for a wide screen and for a phone's, in pixels. */
interface Sizes {
    readonly port: number;
    readonly device: number;
    readonly instance: number;
    readonly gap: number;
    readonly lineCharacters: number;
}

const WIDE: Sizes = { port: 84, device: 96, instance: 300, gap: 55, lineCharacters: 42 };
const NARROW: Sizes = { port: 34, device: 52, instance: 100, gap: 10, lineCharacters: 13 };

const MARGIN = 6;
const HEAD = 46;
const LINE = 18;
const SPACE = 14;
const PORT_HEIGHT = 30;
const LINES_MAX = 5;

export function layout(group: Group, placement: Placement, narrow: boolean): Layout {
    const sizes = narrow ? NARROW : WIDE;
    const left = MARGIN + sizes.port + sizes.gap;
    const middle = left + sizes.device + sizes.gap;
    const right = middle + sizes.instance + sizes.gap;
    let y = MARGIN;
    const instances = group.instances.map((instance) => {
        const isDefault = instance.id === group.defaultInstance;
        const lines = linesOf(instance.id, isDefault, placement, sizes.lineCharacters);
        const box = {
            x: middle,
            y,
            width: sizes.instance,
            height: HEAD + lines.length * LINE + (lines.length > 0 ? 8 : 0),
        };
        y += box.height + SPACE;
        return { ...box, id: instance.id, status: instance.status, isDefault, lines };
    });
    const ports = Math.max(group.ingress.ports.length, group.egress.ports.length, 1);
    const inner = Math.max(y - SPACE - MARGIN, ports * (PORT_HEIGHT + SPACE) - SPACE, HEAD + LINE);
    const device = { y: MARGIN, width: sizes.device, height: inner };
    return {
        width: right + sizes.device + sizes.gap + sizes.port + MARGIN,
        height: inner + 2 * MARGIN,
        ingress: {
            ...device,
            x: left,
            node: group.ingress.node,
            ports: portBoxes(group.ingress.ports, MARGIN, sizes.port, inner),
        },
        egress: {
            ...device,
            x: right,
            node: group.egress.node,
            ports: portBoxes(group.egress.ports, right + sizes.device + sizes.gap, sizes.port, inner),
        },
        instances,
    };
}

function portBoxes(ports: readonly number[], x: number, width: number, inner: number): PortBox[] {
    const step = inner / Math.max(ports.length, 1);
    return ports.map((port, index) => ({
        port,
        x,
        y: MARGIN + step * (index + 0.5) - PORT_HEIGHT / 2,
        width,
        height: PORT_HEIGHT,
    }));
}

function linesOf(instance: string, isDefault: boolean, placement: Placement, characters: number): Label[] {
    const texts = (placement.steering.get(instance) ?? []).map(
        ({ request, flows }) => `${request.id}: ${flows === 1 ? "1 flow" : `${flows} flows`}`,
    );
    if (isDefault) {
        texts.push("all that nobody moved");
    }
    const shown =
        texts.length > LINES_MAX ? [...texts.slice(0, LINES_MAX - 1), `${texts.length - LINES_MAX + 1} more`] : texts;
    return shown.map((text) => ({ text: shorten(text, characters), title: text }));
}

export function shorten(text: string, characters: number): string {
    return text.length <= characters ? text : `${text.slice(0, characters - 1)}…`;
}
