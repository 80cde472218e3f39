/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

/** Why a handover did not complete (design: section 5, failure table). */
public enum FailureReason {
    /** The destination's HSL did not acknowledge START_HO. */
    DESTINATION_SILENT,
    /** The source's HSL did not acknowledge START_HO. */
    SOURCE_SILENT,
    /** A VNF said that export or import failed. */
    STATE_TRANSFER_FAILED,
    /** The deadline passed. */
    DEADLINE_EXCEEDED,
    /** A buffer was full. */
    BUFFER_OVERFLOW,
    /** Packets were lost between controller and destination. */
    PACKETS_LOST,
    /** A switch disconnected. */
    SWITCH_DISCONNECTED,
    /** An HSL started anew in the middle of it. */
    AGENT_RESTARTED,
    /** The controller started anew in the middle of it. */
    CONTROLLER_RESTARTED,
    /** Somebody asked for it. */
    CANCELLED_BY_USER
}
