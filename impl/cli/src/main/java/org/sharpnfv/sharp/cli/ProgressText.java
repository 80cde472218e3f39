/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.FlowCounts;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverFailure;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverPhase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverProgress;
import org.opendaylight.yangtools.yang.common.Uint64;

/** How a handover goes, in words. Before the controller has told of it, there is nothing to say. */
final class ProgressText {
    private static final double US_PER_MS = 1000;

    private ProgressText() {
        // static functions only
    }

    static String phase(final @Nullable HandoverPhase phase) {
        return phase == null ? "" : phase.getName();
    }

    /** Whether nothing follows this phase. */
    static boolean isEnd(final @Nullable HandoverPhase phase) {
        return phase != null && switch (phase) {
            case Detection, Buffering, Release, RollingBack -> false;
            case Completed, RolledBack, Failed, Cancelled -> true;
        };
    }

    static String reason(final @Nullable HandoverFailure reason) {
        return reason == null ? "" : reason.implementedInterface().getSimpleName();
    }

    static String failure(final HandoverProgress progress) {
        final var message = progress.getFailureMessage();
        return message == null ? "" : message;
    }

    static String number(final @Nullable Uint64 number) {
        return number == null ? "0" : number.toString();
    }

    static String ms(final @Nullable Uint64 us) {
        return us == null ? "" : String.format(Locale.ROOT, "%.1f", us.doubleValue() / US_PER_MS);
    }

    static String flows(final FlowCounts counts) {
        final var flows = counts.getFlows();
        return flows == null ? "none yet" : number(flows.getDetected()) + " detected, " + number(flows.getInProgress())
            + " in progress, " + number(flows.getCompleted()) + " completed, " + number(flows.getRolledBack())
            + " rolled back, " + number(flows.getFailed()) + " failed";
    }

    /** One line: phase, flows, what went wrong. */
    static String line(final HandoverProgress progress) {
        final var failure = failure(progress);
        return phase(progress.getPhase()) + "; flows: " + flows(progress) + (failure.isEmpty() ? "" : "; " + failure);
    }
}
