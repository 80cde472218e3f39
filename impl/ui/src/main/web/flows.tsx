/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import { useState } from "preact/hooks";
import { count } from "./format";
import type { Placement, PlacedFlow } from "./placement";
import { PhaseText } from "./handovers";

const ROWS_MAX = 100;

/** The flows that requests have moved, or move. */
export function FlowTable({ group, placement }: { group: string; placement: Placement }) {
    const [search, setSearch] = useState("");
    const found = placement.flows.filter((flow) => `${flow.key} ${flow.where} ${flow.request}`.includes(search.trim()));
    if (placement.flows.length === 0) {
        return null;
    }
    const id = `flows-${group}`;
    return (
        <details class="flows">
            <summary>{count(placement.flows.length, "flow")}, one by one</summary>
            <div class="field">
                <label for={id}>Search flows</label>
                <input id={id} type="search" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
            </div>
            {found.length > ROWS_MAX && (
                <p>
                    The first {ROWS_MAX} of {found.length} are shown.
                </p>
            )}
            <table class="stacked">
                <thead>
                    <tr>
                        <th scope="col">Flow</th>
                        <th scope="col">Where</th>
                        <th scope="col">Phase</th>
                        <th scope="col">By</th>
                    </tr>
                </thead>
                <tbody>
                    {found.slice(0, ROWS_MAX).map((flow) => (
                        <Row key={flow.key} flow={flow} />
                    ))}
                </tbody>
            </table>
        </details>
    );
}

function Row({ flow }: { flow: PlacedFlow }) {
    return (
        <tr>
            <th scope="row" data-label="Flow" class="key">
                {flow.key}
            </th>
            <td data-label="Where">
                {flow.where || "not known"}
                {flow.movingTo === undefined ? "" : ` → ${flow.movingTo}`}
            </td>
            <td data-label="Phase">
                <PhaseText phase={flow.phase} />
            </td>
            <td data-label="By">{flow.request}</td>
        </tr>
    );
}
