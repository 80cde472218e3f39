/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.control;

import java.util.List;

/** What the packet thread hears from the VNF's side: from its control channel or from its hook. */
public sealed interface VnfEvent {
    /** The VNF has processed what came before the marker and stopped; what it sent has left it. */
    record Drained(String handover) implements VnfEvent {
    }

    /** The VNF has sent all state of the flow; it is drained too. */
    record StateExported(String handover) implements VnfEvent {
    }

    /** The VNF gives the next octets of the flow's state. */
    @SuppressWarnings("ArrayRecordComponent")
    record State(String handover, byte[] octets) implements VnfEvent {
    }

    /** The VNF has all state of the flow and waits for its packets. */
    record StateImported(String handover) implements VnfEvent {
    }

    /** Export or import failed, or nobody was there to do it. */
    record StateFailed(String handover, String reason) implements VnfEvent {
    }

    /** Flows that belong together with the one asked for; empty for "only its swap". */
    record FlowDescribed(String handover, List<RelatedFlow> flows) implements VnfEvent {
        public FlowDescribed {
            flows = List.copyOf(flows);
        }
    }

    /** A VNF has connected to the control channel; whoever was connected before is not any more. */
    record Connected() implements VnfEvent {
    }

    /** The VNF has gone from the control channel; answers it owes will not come. */
    record Disconnected(String reason) implements VnfEvent {
    }

    /** A flow named by the VNF and the way it goes. */
    record RelatedFlow(FlowFacts flow, FlowDirection direction) {
    }
}
